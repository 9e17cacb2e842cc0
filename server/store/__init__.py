"""Records, captures and verdicts; SQLite by default."""
