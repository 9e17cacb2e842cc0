"""Every kind of problem is one that the documentation knows, and the other way round."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from server.api.problems import KINDS, TYPE
from server.report.messages import messages

SERVER = Path(__file__).parents[4] / "server"


def test_the_messages_explain_each_kind():
    assert {key for table, key in set(messages("en").keys()) if table == "problem"} == set(KINDS)


def test_each_kind_that_is_written_in_the_code_is_known():
    written = set()
    for path in (*SERVER.glob("api/*.py"), SERVER / "address.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("problem", "AddressError"):
                named = [keyword.value for keyword in node.keywords if keyword.arg == "kind"]
                place = 2 if getattr(node.func, "id", "") == "problem" else 1
                texts = [n.value for arg in (*node.args[place : place + 1], *named) for n in ast.walk(arg)
                         if isinstance(n, ast.Constant) and isinstance(n.value, str)]  # fmt: skip
                written |= {text for text in texts if re.fullmatch(r"[a-z]+(-[a-z]+)*", text)}
    assert {"validation", "personal-query", "busy", "not-verified"} <= written
    assert written - {"email"} <= set(KINDS)


def test_every_error_is_a_problem_document(client):
    for method, path, status in (
        ("GET", "/v1/nowhere", 404),
        ("DELETE", "/v1/checks", 405),
        ("PUT", "/v1/snapshot", 405),
        ("POST", "/healthz", 405),
        ("POST", "/v1/replies", 415),
        ("GET", "/v1/verdicts", 422),
        ("GET", "/v1/verdicts?url=%00", 400),
    ):
        answer = client.open(path, method=method, data="x" if status == 415 else None)
        assert (answer.status_code, answer.content_type) == (status, TYPE), (method, path)
        body = answer.get_json()
        assert body["status"] == status
        assert body["title"]
