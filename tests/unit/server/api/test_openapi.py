"""The description is valid OpenAPI 3.1, and the service keeps to it under generated requests."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import load_all_checks
from schemathesis.specs.openapi.checks import positive_data_acceptance

from server.api import create_app

load_all_checks()  # all but one: not every text is the address of a site, and no pattern can say which are


@pytest.fixture
def schema(serve):
    return schemathesis.openapi.from_wsgi("/v1/openapi.json", create_app(serve()))


def test_it_is_valid(client, schema):
    document = client.get("/v1/openapi.json").get_json()
    assert document["openapi"].startswith("3.1")
    assert {"/v1/checks", "/v1/checks/{identifier}", "/v1/verdicts", "/healthz", "/readyz"} <= set(document["paths"])
    schema.validate()
    identifiers = [op["operationId"] for path in document["paths"].values() for op in path.values()]
    assert len(set(identifiers)) == len(identifiers)
    asking = document["paths"]["/v1/checks"]["post"]
    assert {"401", "403", "429"} <= set(asking["responses"])
    assert asking["security"] == [{}, {"key": []}]
    for path in document["paths"].values():
        for operation in path.values():
            for status, answer in operation["responses"].items():
                assert status < "400" or set(answer["content"]) == {"application/problem+json"}


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def keeps(operation, data):
    plain = {"Accept-Encoding": "identity"}  # there is no transport between that would unpack
    data.draw(operation.as_strategy()).call_and_validate(headers=plain, excluded_checks=[positive_data_acceptance])


def test_it_is_kept_to(schema):
    operations = [result.ok() for result in schema.get_all_operations()]
    assert len(operations) == 32
    for operation in operations:
        keeps(operation)
