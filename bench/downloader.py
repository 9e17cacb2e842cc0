"""A bare parallel downloader: ``python -m bench.downloader REQUESTS.json CA_BUNDLE THREADS``.

It reads [host, target, secure, address] requests, keeps connections alive, and throws away what it reads.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path

import urllib3

Request = tuple[str, str, bool, str]


def read_host(requests: Sequence[Request], bundle: str) -> None:
    """Read the requests of one host in turn, over one connection for each scheme."""
    pools: dict[bool, urllib3.HTTPConnectionPool] = {}
    for host, target, secure, address in requests:
        if secure not in pools:
            options = {"ca_certs": bundle, "server_hostname": host, "assert_hostname": host} if secure else {}
            kind = urllib3.HTTPSConnectionPool if secure else urllib3.HTTPConnectionPool
            pools[secure] = kind(address, maxsize=1, **options)
        pools[secure].request("GET", target, headers={"Host": host}, redirect=False, retries=False)
    for pool in pools.values():
        pool.close()


def main() -> None:
    """Read everything that the file lists."""
    file, bundle, threads = sys.argv[1:]
    requests: list[Request] = [tuple(entry) for entry in json.loads(Path(file).read_text(encoding="utf-8"))]
    hosts = [list(group) for _, group in groupby(sorted(requests, key=lambda r: r[0]), key=lambda r: r[0])]
    with ThreadPoolExecutor(int(threads)) as pool:
        list(pool.map(lambda group: read_host(group, bundle), hosts))


if __name__ == "__main__":
    main()
