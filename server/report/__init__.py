"""A pure Verdict to its document, its sentences and its text."""
