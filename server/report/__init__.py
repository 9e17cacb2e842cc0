"""A pure Verdict to text, HTML, CSV and JSON."""
