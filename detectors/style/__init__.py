"""The hand and the copied words; one file is one question."""
