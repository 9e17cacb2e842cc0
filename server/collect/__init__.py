"""One outside source a file; http.py is the only HTTP client, and it is guarded."""
