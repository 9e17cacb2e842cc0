# make run, make test: both do all their own set-up on a fresh machine (Python 3.11 or newer, make and a package manager).
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
TOOLS := tests/browser/node_modules
CORES := $(shell nproc 2>/dev/null || sysctl -n hw.ncpu)
# One pytest worker a core, each in a network namespace of its own, where only loopback exists: what one serves, on
# whatever port, is out of the others' reach.
APART := --tx '$(CORES)*popen//python=tests/netns $(BIN)/python' --dist loadscope

.PHONY: run test lint unit functional wheel browser extension images campaign bench cases cases-again docs docs-site lock

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

test: $(VENV)/.ready lint unit functional wheel browser
	@echo "All tests passed."

lint: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

unit: $(VENV)/.ready
	$(BIN)/pytest -n $(CORES) tests/unit tests/cases

# Everything over sockets.
functional: $(VENV)/.ready
	$(BIN)/pytest $(APART) tests/functional
	tests/netns $(BIN)/pytest tests/hostile

wheel: $(VENV)/.ready
	$(BIN)/pytest tests/wheel

# The long ones: kills, the whole hostile list, fuzzing; interrupted, they go on with SEED=<the seed printed>. SCALE=0.1
# does a tenth of them.
campaign: $(VENV)/.ready $(TOOLS)/.ready
	tests/netns $(BIN)/python -m tests.campaign $(NAMES) $(if $(SEED),--seed $(SEED)) $(if $(SCALE),--scale $(SCALE))

# The extension in real browsers, which see nothing but the private internet; its modules, types, package and store lint.
# The pages of a server too: SITE_IMAGES=FOLDER keeps a picture of each.
browser: $(VENV)/.ready $(TOOLS)/.ready
	$(BIN)/pytest $(APART) tests/browser

# What checks the extension. Without npm the tests that need it are skipped with that reason, and fail in CI.
$(TOOLS)/.ready: tests/browser/package-lock.json
	! command -v npm >/dev/null || npm ci --prefix tests/browser --silent --no-audit --no-fund
	mkdir -p $(TOOLS)
	touch $@

# The package for both stores: dist/masthead-<version>.zip, the same bytes wherever it is made.
extension: $(VENV)/.ready
	$(BIN)/python -m tests.browser.words
	$(BIN)/python -m tests.browser.packing dist

# The pictures of the extension in docs/images, taken from real browsers on the Vichy scenario.
images: $(VENV)/.ready $(TOOLS)/.ready
	EXTENSION_IMAGES=$(CURDIR)/docs/images tests/netns $(BIN)/pytest tests/browser/test_images.py

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
	$(BIN)/python -m tests.browser.words

# The documentation as a site, in build/site; any warning is an error.
docs-site: $(VENV)/.ready
	$(BIN)/mkdocs build --strict --quiet --clean --config-file docs/site/mkdocs.yml

lock:
	$(BIN)/pip-compile --quiet --all-extras --strip-extras --allow-unsafe --no-header --no-emit-index-url \
		--no-emit-find-links --no-emit-options -o requirements.lock pyproject.toml
