"""JSON-LD as pages write it."""

import pytest

from detectors.html.json_ld import nodes_of


@pytest.mark.parametrize(
    "script",
    [
        '{"@type":"Blog","publisher":{"@type":"Organization"}}',
        '[{"@type":"Blog","publisher":[{"@type":"Organization"}]}]',
        '<!-- {"@type":"Blog","p":{"@type":"Organization"}} -->',
        '//<![CDATA[\n{"@type":"Blog","p":{"@type":"Organization",},}\n//]]>',
        '{"@type":"Blog","d":"a\nb","p":{"@type":"Organization"}}',
        "{&quot;@type&quot;:&quot;Blog&quot;,&quot;p&quot;:{&quot;@type&quot;:&quot;Organization&quot;}}",
        '{"@type":"Blog"}{"@type":"Organization"}',
        '{"@type":"Blog"},\n{"@type":"Organization"};',
    ],
)
def test_repairs(script: str) -> None:
    assert [node["@type"] for node in nodes_of([script])] == ["Blog", "Organization"]


def test_bounds() -> None:
    assert nodes_of(["[" * 60 + "{}" + "]" * 60]) == ()
    assert len(nodes_of(["[" + ",".join(["{}"] * 5000) + "]"])) == 2000
    assert nodes_of(['{"n": ' + "9" * 10_000 + "}"])[0]["n"] == "9" * 10_000
    assert nodes_of(["not json", "", "{"]) == ()
