"""A whole private internet on loopback: DNS, WHOIS, RDAP, certificates and sites, in one process.

    with PrivateInternet(load_all(folder)) as env:
        subprocess.run(["masthead", "check", url], env={**os.environ, **env})

Sites listen on ports 80 and 443 of one loopback address each, so it wants a network namespace of its own
(`tests/netns`). Nothing in the product is patched: the yielded settings point it at these servers.
"""

from tests.functional.internet.private import PrivateInternet
from tests.functional.internet.spec import Internet, Registration, Site, Zone, load, load_all, merge

__all__ = ["Internet", "PrivateInternet", "Registration", "Site", "Zone", "load", "load_all", "merge"]
