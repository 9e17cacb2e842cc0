"""The long tests: kills, the whole hostile list, fuzzing. `make campaign` runs them; none of them is in `make test`.

Each file `tests/campaign/<name>.py` with a function `run(campaign)` is a campaign. Steps that are done are written to
``run/campaign/<name>.jsonl``; a campaign that was interrupted goes on behind them. The seed is printed, and given
again it repeats the same choices.
"""
