"""The HTTP API: thin views over check and store."""
