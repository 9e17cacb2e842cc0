"""The DNS server: UDP and TCP, answering from zones and the addresses of sites."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping

from dnslib import AAAA, CNAME, MX, NS, QTYPE, RCODE, RR, SOA, TXT, A, DNSHeader, DNSRecord

from tests.functional.internet.spec import Zone

TTL = 300
RCODES = {"nxdomain": RCODE.NXDOMAIN, "servfail": RCODE.SERVFAIL}


class Names:
    """Answers DNS questions; a name that neither zones nor sites hold does not exist."""

    def __init__(self, zones: Mapping[str, Zone]) -> None:
        self.zones = dict(zones)
        self.parents = {".".join(name.split(".")[n:]) for name in zones for n in range(1, name.count(".") + 1)}

    def answer(self, packet: bytes) -> bytes | None:
        """Return the reply to one query, None when it is left unanswered."""
        query = DNSRecord.parse(packet)
        name = str(query.q.qname).rstrip(".").lower()
        zone = self.zones.get(name)
        if zone and zone.mode == "timeout":
            return None
        reply = DNSRecord(DNSHeader(id=query.header.id, qr=1, aa=1, ra=1, rd=query.header.rd), q=query.q)
        if zone is None:
            reply.header.rcode = RCODE.NOERROR if name in self.parents else RCODE.NXDOMAIN
        elif zone.mode in RCODES:
            reply.header.rcode = RCODES[zone.mode]
        else:
            for record in self._records(zone, QTYPE[query.q.qtype]):
                reply.add_answer(record)
        return bytes(reply.pack())

    def _records(self, zone: Zone, kind: str, depth: int = 0) -> Iterator[RR]:
        yield from (RR(zone.name, getattr(QTYPE, kind), rdata=data, ttl=TTL) for data in _data(zone, kind))
        if zone.cname and kind != "CNAME":
            yield RR(zone.name, QTYPE.CNAME, rdata=CNAME(zone.cname), ttl=TTL)
            target = self.zones.get(zone.cname)
            if target and depth < 8:
                yield from self._records(target, kind, depth + 1)


def _data(zone: Zone, kind: str) -> Iterator[object]:
    match kind:
        case "A":
            yield from map(A, zone.a)
        case "AAAA":
            yield from map(AAAA, zone.aaaa)
        case "NS":
            yield from map(NS, zone.ns)
        case "MX":
            yield from (MX(host, preference) for preference, host in enumerate(zone.mx, 10))
        case "TXT":
            yield from (TXT([text[n : n + 255] for n in range(0, len(text), 255)]) for text in zone.txt)
        case "SOA" if zone.soa:
            yield SOA(zone.soa[0], zone.soa[1], (2026110101, 10800, 3600, 604800, 3600))
        case "CNAME" if zone.cname:
            yield CNAME(zone.cname)


class Datagrams(asyncio.DatagramProtocol):
    """DNS over UDP; an answer over 1,232 bytes is truncated, so that the client asks again over TCP."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        reply = self.names.answer(data)
        if reply is None:
            return
        if len(reply) > 1232:
            reply = bytes(DNSRecord.parse(reply).truncate().pack())
        self.transport.sendto(reply, addr)  # type: ignore[attr-defined]


async def serve_stream(names: Names, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """DNS over TCP: length-prefixed messages until the client hangs up."""
    while length := await reader.read(2):
        reply = names.answer(await reader.readexactly(int.from_bytes(length)))
        if reply is None:
            break
        writer.write(len(reply).to_bytes(2) + reply)
        await writer.drain()
