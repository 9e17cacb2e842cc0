"""The thinking half of Masthead: pure functions from a Capture to a Verdict. No network, files, clock or database."""
