# Two commands do all the set-up on a fresh machine with Python 3.11 or newer and make:
#   make edition   builds the edition from what ships with the package, into site/
#   make test      passes the tests
#   make serve     shows the edition as a server would
# For those who change it:
#   make check     lint, types, layers, curated files, freshness of the generated pages
#   make docs      writes the generated pages
#   make lock      locks the newest versions of the dependencies, with hashes
#   make live      asks the real services what the tests ask of their stand-ins (needs a network)
#   make wheel     builds the package into dist/
#   make benchmarks
#   make clean     removes all that these make, but the environment in .venv/
.DEFAULT_GOAL := help
.PHONY: help edition test live check docs lock wheel benchmarks clean serve

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SITE ?= site
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

help:
	@sed -n 's/^#   //p' Makefile

# The environment, from the lock: every package with its hash.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Vigie needs Python 3.11 or newer: make PYTHON=python3.12 …" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) \
	  || { rm -rf $(VENV); echo "On Debian and Ubuntu: apt install python3-venv" >&2; exit 2; }

$(VENV)/.runtime: requirements/runtime.txt pyproject.toml | $(VENV)/bin/python
	$(PIP_INSTALL) --require-hashes -r requirements/runtime.txt
	$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.runtime
	$(PIP_INSTALL) --require-hashes -r requirements/dev.txt
	@touch $@

# The edition uses a store of its own, so that what you sync elsewhere does not change it.
edition: $(VENV)/.runtime
	VIGIE_HOME=.store $(BIN)/vigie build --out $(SITE)

serve: edition
	VIGIE_HOME=.store $(BIN)/vigie serve --site $(SITE)

test: $(VENV)/.dev
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

live: $(VENV)/.dev
	$(BIN)/python -m pytest -m live

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/vigie check
	$(BIN)/python docs/generate.py --check

docs: $(VENV)/.dev
	$(BIN)/python docs/generate.py

LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --custom-compile-command "make lock" --upgrade pyproject.toml

lock: $(VENV)/.dev
	$(LOCK) --group build --output-file requirements/runtime.txt
	$(LOCK) --group dev --constraint requirements/runtime.txt --output-file requirements/dev.txt
	$(LOCK) --group bench --constraint requirements/dev.txt --output-file requirements/bench.txt

wheel: $(VENV)/.dev
	rm -rf dist
	$(BIN)/python -m build --wheel --no-isolation

$(VENV)/.bench: requirements/bench.txt $(VENV)/.dev
	$(PIP_INSTALL) --require-hashes -r requirements/bench.txt
	@touch $@

benchmarks: $(VENV)/.bench
	$(BIN)/python benchmarks/build.py
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/literature.py
	$(BIN)/python benchmarks/sync.py
	$(BIN)/python benchmarks/killing.py
	$(BIN)/python benchmarks/criteria.py
	$(BIN)/python benchmarks/starting.py

clean:
	rm -rf site dist .store .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
