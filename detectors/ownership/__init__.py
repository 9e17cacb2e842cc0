"""Signals about who is behind a site; one file is one signal."""
