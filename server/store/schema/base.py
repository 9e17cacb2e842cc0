"""Where the tables are gathered."""

from __future__ import annotations

from sqlalchemy import MetaData

HEAD = "0012"  # the newest migration; a test compares it with the files

metadata = MetaData()
