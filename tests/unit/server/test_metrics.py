"""Counters: in the format that Prometheus reads."""

from __future__ import annotations

from prometheus_client.parser import text_string_to_metric_families

from server import metrics


def test_everything_counted_can_be_read():
    metrics.checks.labels("done").inc()
    families = {family.name: family for family in text_string_to_metric_families(metrics.page().decode())}
    assert {"masthead_requests", "masthead_checks", "masthead_verdicts", "masthead_unread"} <= set(families)
    assert any(
        sample.labels == {"outcome": "done"} and sample.value >= 1 for sample in families["masthead_checks"].samples
    )
