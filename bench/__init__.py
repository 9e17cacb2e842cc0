"""Measured accuracy and speed, gated by floors."""
