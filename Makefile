# Two commands do everything on a bare machine with Python 3.11+, make and git:
#     make demo      set up, then write and show the report of the example that ships
#     make test      set up, then run the tests (those of Spark too after `make setup-spark`, where there is Java 17)
SHELL := /bin/sh
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo test lint types floors docs build clean setup setup-spark

demo: $(VENV)/.installed
	$(BIN)/tellings demo

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto --dist loadfile

lint: $(VENV)/.dev
	$(BIN)/ruff check src tests benchmarks tools
	$(BIN)/ruff format --check src tests benchmarks tools

types: $(VENV)/.dev
	$(BIN)/mypy

floors: $(VENV)/.dev
	$(BIN)/python benchmarks/floors.py

docs: $(VENV)/.dev
	$(BIN)/python tools/make_docs.py

build: $(VENV)/.dev
	$(BIN)/python -m build

setup: $(VENV)/.dev

setup-spark: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[spark]'

$(VENV)/.installed: pyproject.toml tools/bootstrap.py
	@test -n "$(PYTHON)" || { echo "tellings needs Python 3.11 or newer; none was found on PATH" >&2; exit 1; }
	$(PYTHON) tools/bootstrap.py $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	@touch $@

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache
