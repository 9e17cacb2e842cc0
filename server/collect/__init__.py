"""The world, read politely and with care: one outside source per file, one guarded way out.

Collector ─ Manners ─ HttpClient ─ Dialer ─ Resolver        pages and files
          ├ Registrations ─ Rdap, whois                     who holds a domain
          ├ tls.read_certificate                            the certificate of a host
          └ dns.read_dns                                    its DNS records
"""

from server.collect.collector import Collector, OnRead, Paces, check_url
from server.collect.registration import ParseRegistration

__all__ = ["Collector", "OnRead", "Paces", "ParseRegistration", "check_url"]
