"""Migrations of the store, up and down."""
