# Two commands are enough: `make run` and `make test`. Both set up everything that they need in .venv.

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PORT ?=
SHELL := /bin/sh

# Words that are misspelt on purpose, or are none.
MEANT := abuot,caf,drfat,evnets,mpa,nd,stat,tilte,titel

.DEFAULT_GOAL := help
.PHONY: help run test chromium check format prove docs bench clean

help:
	@echo 'make run    build this site, serve it and show every change (PORT=8000 to choose the port; Ctrl-C stops)'
	@echo 'make test   run all tests'
	@echo 'make check  format, lint, types, floors, spelling'
	@echo 'make prove  the long proofs'
	@echo 'make docs   write the reference pages anew'
	@echo 'make bench  the benchmarks'
	@echo 'make clean  take away what was made, .venv too'

run: $(READY)
	-@$(BIN)/sitegen build
	@trap : INT; $(BIN)/sitegen serve $(if $(PORT),--port $(PORT)) || test $$? -eq 130

# Extra arguments: make test ARGS='tests/docs -x'
test: $(READY) chromium
	@$(BIN)/python -m pytest -n 2 -m 'not prove' $(ARGS)

# Browser tests need Chromium. Where it is missing and cannot be installed they are skipped, and say so.
chromium:
	@if command -v chromium >/dev/null || command -v chromium-browser >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo 'Installing chromium for the browser tests'; \
	  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; } >/dev/null \
	    || echo 'Chromium could not be installed: browser tests will be skipped'; \
	else echo 'No Chromium here: browser tests will be skipped'; fi

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell --skip '*/problems.md,*/fi.yaml,*.css,*/__pycache__,*/phrases.py' --ignore-words-list '$(MEANT)' \
	  README.md ARCHITECTURE.md CONTRIBUTING.md content src

format: $(READY)
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

prove: $(READY)
	@$(BIN)/python -m pytest -n 2 -m prove $(ARGS)

docs: $(READY)
	@$(BIN)/python tests/docs/generate.py

bench: $(READY)
	@$(BIN)/python -m compileall -q src
	@$(BIN)/python benchmarks/run.py $(ARGS)

clean:
	rm -rf $(VENV) .sitegen public .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

# The environment is made once, and brought up to date when pyproject.toml changes.
$(READY): pyproject.toml
	@found=; for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
	  if command -v $$python >/dev/null && $$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	  then found=$$python; break; fi; done; \
	if [ -z "$$found" ]; then \
	  echo 'sitegen needs Python 3.11 or newer, with venv (on Debian: apt-get install python3-venv)' >&2; exit 1; fi; \
	if ! $(BIN)/python -c '' 2>/dev/null; then \
	  echo "Setting up $(VENV) with $$found, which takes a minute"; rm -rf $(VENV); $$found -m venv $(VENV); fi
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --editable '.[dev]'
	@$(BIN)/python -m compileall -q src
	@touch $@
