"""The world, read politely and with care: one outside source per file, one guarded way out.

Collector                one a process: paces, the RDAP bootstrap
└── Visit                one a check: budgets, DNS answers, robots rules
    ├── Manners ── HttpClient ── Dialer ── Resolver       pages and files
    ├── Registrations ── Rdap, whois                      who holds a domain
    ├── tls.read_certificate                              the certificate of a host
    ├── dns.read_dns                                      its DNS records
    └── ArchiveReader, CertificateLogReader               its past, when a setting names who knows it

find_proof               whether a site's owner has published a token of ours
"""

from server.collect.collector import Collector, check_url
from server.collect.proof import find_proof
from server.collect.registration import ParseRegistration
from server.collect.visit import OnRead, Visit

__all__ = ["Collector", "OnRead", "ParseRegistration", "Visit", "check_url", "find_proof"]
