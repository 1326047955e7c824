# Two commands do all the set-up: `make run` starts the page, `make test` runs every test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
QUICK := not models and not browser and not accuracy and not torch and not slow
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test quick check accuracy bench docs pictures wheel clean

run: $(VENV)/.installed
	$(BIN)/interview-sim serve

test: quick
	$(BIN)/python -m pytest -q -n 2 --dist loadfile -m "not ($(QUICK)) and not alone"
	$(BIN)/python -m pytest -q -m alone

# Everything that needs no model and no browser: seconds, for while you work.
quick: $(VENV)/.installed-dev
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -q -n auto -m "$(QUICK)"

check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	npx --yes -p typescript@5 tsc -p web/jsconfig.json
	npx --yes -p typescript@5 tsc -p web/report/jsconfig.json

# Measures every claim again and writes docs/accuracy.md; half an hour and more.
accuracy: $(VENV)/.installed-dev
	$(BIN)/python -m tests.accuracy

bench: $(VENV)/.installed-dev
	$(BIN)/python -m tests.benchmarks

docs: $(VENV)/.installed-dev
	$(BIN)/python -m interview_sim.published

# Takes the pictures of docs/ anew, of a real interview in a real Chromium; five minutes.
pictures: $(VENV)/.installed-dev
	$(BIN)/python -m tests.pictures

wheel: $(VENV)/.installed-dev
	$(BIN)/python -m build --outdir dist

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "interview-sim needs Python 3.11 or newer. Name one: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo "Installing interview-sim with its voice and its recogniser (about 1 GB, some minutes, once)."
	$(PIP) install --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@echo "Installing what the tests need."
	$(PIP) install --constraint constraints.txt --editable '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
