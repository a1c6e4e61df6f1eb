# Two commands are enough: `make run` and `make test`. Both set up everything that they need in .venv.

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PORT ?=
SHELL := /bin/sh

# What the back office runs in the browser: made from admin/ by npm, never kept in git.
MODULES := admin/node_modules/.ready
BUILT := src/sitegen/server/admin/built/admin.js
BUILT_FROM := $(shell find admin/src admin/styles -type f) admin/build.mjs $(wildcard admin/*.svg)

# Words that are misspelt on purpose, or are none.
MEANT := abuot,alph,caf,cros,drfat,evnets,mpa,nd,notin,stat,sumary,tilte,titel

.DEFAULT_GOAL := help
.PHONY: help run test chromium admin check format prove docs pictures looks bench clean

help:
	@echo 'make run    build this site and open the back office (PORT=8000 to choose the port; Ctrl-C stops)'
	@echo 'make test   run all tests'
	@echo 'make check  format, lint, types, floors, spelling'
	@echo 'make prove  the long proofs'
	@echo 'make docs   write the reference pages anew'
	@echo 'make pictures  take the pictures of the back office anew'
	@echo 'make looks  take the pictures anew that pages of every kind are compared with'
	@echo 'make bench  builds beside those of other generators, in half an hour'
	@echo 'make clean  take away what was made, .venv too'

run: $(BUILT) $(READY)
	-@$(BIN)/sitegen build
	@trap : INT; $(BIN)/sitegen admin $(if $(PORT),--port $(PORT)) || test $$? -eq 130

# Extra arguments: make test ARGS='tests/docs -x'
test: $(BUILT) $(READY) chromium
	@cd admin && npm run --silent test
	@$(BIN)/python -m pytest -n 3 -m 'not prove' $(ARGS)

# Browser tests need Chromium. Where it is missing and cannot be installed they are skipped, and say so.
chromium:
	@if command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo 'Installing chromium for the browser tests'; \
	  { apt-get update -qq && { DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium-headless-shell \
	    || DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; }; } >/dev/null \
	    || echo 'Chromium could not be installed: browser tests will be skipped'; \
	else echo 'No Chromium here: browser tests will be skipped'; fi

check: $(READY) $(MODULES)
	cd admin && npm run --silent check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell --skip '*/built,*/words/fi,*/strings/[!e]*,*/problems.md,*/fi.yaml,*.css,*/__pycache__,*/phrases.py' --ignore-words-list '$(MEANT)' \
	  README.md ARCHITECTURE.md CONTRIBUTING.md content src

format: $(READY)
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

prove: $(BUILT) $(READY)
	@$(BIN)/python -m pytest -n 2 -m prove $(ARGS)

docs: $(READY)
	@$(BIN)/python tests/docs/generate.py

# Those that the documentation shows: an example site, the back office, Chromium.
pictures: $(BUILT) $(READY) chromium
	@$(BIN)/python tests/docs/pictures.py

# Those that pages of every kind are compared with. Look at what they show before you keep them.
looks: $(READY) chromium
	@$(BIN)/python tests/public/take_pictures.py

bench: $(BUILT) $(READY)
	@$(BIN)/python -m compileall -q src
	@$(BIN)/python benchmarks/run.py $(ARGS)

clean:
	rm -rf $(VENV) .sitegen/cache public .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache \
	  admin/node_modules $(dir $(BUILT))

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

admin: $(BUILT)

$(MODULES): admin/package.json admin/package-lock.json
	@if ! command -v npm >/dev/null; then \
	  echo 'The back office is built with Node.js 18 or newer and npm (on Debian: apt-get install nodejs npm)' >&2; exit 1; fi
	@cd admin && npm ci --ignore-scripts --silent
	@touch $@

$(BUILT): $(MODULES) $(BUILT_FROM)
	@cd admin && npm run --silent build
