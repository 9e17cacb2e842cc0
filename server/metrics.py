"""What is counted, for Prometheus. Labels are routes and codes, never addresses, names or anything that was read."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
registry = CollectorRegistry()
requests = Counter("masthead_requests", "Requests answered.", ("method", "route", "status"), registry=registry)
request_seconds = Histogram(
    "masthead_request_seconds",
    "Time until an answer began.",
    ("route",),
    buckets=(0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10, 30),
    registry=registry,
)
checks = Counter("masthead_checks", "Checks that ended, by how.", ("outcome",), registry=registry)
check_seconds = Histogram(
    "masthead_check_seconds", "Time of a whole check.", buckets=(1, 2, 5, 10, 20, 40, 60, 90), registry=registry
)
waiting = Gauge("masthead_checks_waiting", "Checks that are queued or running.", registry=registry)
verdicts = Counter("masthead_verdicts", "Verdicts given.", ("level",), registry=registry)
unread = Counter("masthead_unread", "Sources that could not be read, by why.", ("source", "reason"), registry=registry)


def page() -> bytes:
    """Return everything counted, in the text format of Prometheus."""
    return generate_latest(registry)
