"""Detectors of the third stage: they need what the others found."""
