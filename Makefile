# Two commands do all the set-up on a fresh machine with Python 3.11 or newer and make:
#   make edition   builds the edition from what ships with the package, into site/
#   make test      passes the tests
# Others: check, benchmarks, docs, lock, wheel, clean.
.DEFAULT_GOAL := help
.PHONY: help edition test check docs lock wheel benchmarks clean serve

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
	$(PYTHON) -m venv $(VENV)

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
	$(BIN)/python -m pytest

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	VIGIE_HOME=.store $(BIN)/vigie check
	$(BIN)/python docs/generate.py --check

docs: $(VENV)/.dev
	$(BIN)/python docs/generate.py

lock: $(VENV)/.dev
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --custom-compile-command "make lock" --upgrade \
	  pyproject.toml --group build --output-file requirements/runtime.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --custom-compile-command "make lock" --upgrade \
	  pyproject.toml --group dev --constraint requirements/runtime.txt --output-file requirements/dev.txt

wheel: $(VENV)/.dev
	$(BIN)/python -m build --wheel --no-isolation

benchmarks: $(VENV)/.dev
	$(BIN)/python benchmarks/build.py

clean:
	rm -rf site dist .store .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
