"""The least that could answer: a Flask view that reads one key from SQLite and returns the bytes. For bench.service."""

from __future__ import annotations

import os
import sqlite3
import threading

from flask import Flask, Response

_local = threading.local()


def app() -> Flask:
    """Return the application; PEER_STORE names the database."""
    made = Flask(__name__)

    @made.get("/v1/checks/<identifier>")
    def look(identifier: str) -> Response:
        row = _connection().execute("SELECT body FROM documents WHERE id = ?", (identifier,)).fetchone()
        return Response(row[0], content_type="application/json")

    return made


def _connection() -> sqlite3.Connection:
    if not hasattr(_local, "connection"):
        _local.connection = sqlite3.connect(os.environ["PEER_STORE"])
    found: sqlite3.Connection = _local.connection
    return found
