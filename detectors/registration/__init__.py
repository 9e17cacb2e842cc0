"""WHOIS and RDAP answers to a Registration; pure parsers, no sockets."""
