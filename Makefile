# make run, make test: both do all their own set-up on a fresh machine (Python 3.11, make and a package manager).
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
CORES := $(shell nproc 2>/dev/null || sysctl -n hw.ncpu)

.PHONY: run test lint unit functional wheel campaign bench cases cases-again docs docs-site lock

$(VENV)/.ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

# API and pages on http://127.0.0.1:8000, with the recorded cases to look at in a demo store of their own.
run: export MASTHEAD_STORE ?= sqlite:///$(CURDIR)/run/demo.sqlite
run: $(VENV)/.ready
	mkdir -p run
	$(BIN)/python -m server.demo tests/cases
	$(BIN)/masthead serve --demo

test: $(VENV)/.ready lint unit functional wheel
	@echo "All tests passed."

lint: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

unit: $(VENV)/.ready
	$(BIN)/pytest -n $(CORES) tests/unit tests/cases

# Everything over sockets runs in a network namespace of its own, where only loopback exists.
functional: $(VENV)/.ready
	tests/netns $(BIN)/pytest tests/functional
	tests/netns $(BIN)/pytest tests/hostile

wheel: $(VENV)/.ready
	$(BIN)/pytest tests/wheel

# The long ones: kills, the whole hostile list, fuzzing; interrupted, they go on with SEED=<the seed printed>.
campaign: $(VENV)/.ready
	tests/netns $(BIN)/python -m tests.campaign $(NAMES) $(if $(SEED),--seed $(SEED))

# Accuracy and speed beside peers; data from BENCH_DATA.
bench: $(VENV)/.ready
	$(BIN)/python -m bench

# Record the scenarios again (tests/cases), after a change that is meant to change them.
cases: $(VENV)/.ready
	tests/netns $(BIN)/python -m tests.record_cases

# Examine the recorded captures again, after a change of detectors, knowledge or weights.
cases-again: $(VENV)/.ready
	$(BIN)/python -m tests.record_cases --again

docs: $(VENV)/.ready
	$(BIN)/python -m server.reference docs/reference

# The documentation as a site, in build/site; any warning is an error.
docs-site: $(VENV)/.ready
	$(BIN)/mkdocs build --strict --quiet --clean --config-file docs/site/mkdocs.yml

lock:
	$(BIN)/pip-compile --quiet --all-extras --strip-extras --allow-unsafe --no-header --no-emit-index-url \
		--no-emit-find-links --no-emit-options -o requirements.lock pyproject.toml
