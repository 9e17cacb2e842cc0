"""One thin module a command; `run(args)` returns the exit status."""
