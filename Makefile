# `make` shows what there is.

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
BIN := .venv/bin

.PHONY: help run test sheets check bench

help:
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' $(MAKEFILE_LIST)

run: .venv/run.stamp ## install what is needed and start; ARGS=--lan for phones; Ctrl-C stops
	@$(BIN)/overlay serve $(ARGS)

test: .venv/dev.stamp ## the whole suite, with the programs it drives (Chromium, OBS)
	@tests/install-needs
	@$(BIN)/pytest

sheets: .venv/dev.stamp ## every graphic in every theme, format, engine and text, as pictures to look at; ONLY="poll paper"
	@tests/install-needs
	@$(BIN)/python -m tests.graphics.sheets $(ONLY)

check: .venv/dev.stamp ## lint, format and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: .venv/dev.stamp ## measure: tables and ratios, nothing asserted
	@tests/install-needs
	@$(BIN)/python -m benchmarks

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; none was found. PYTHON=/path/to/python make …" >&2; exit 2; }
	@echo "Making .venv …"
	@$(PYTHON) -m venv .venv

.venv/run.stamp: pyproject.toml | .venv/bin/python
	@echo "Installing into .venv (once, about half a minute) …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[fast]'
	@touch $@

.venv/dev.stamp: pyproject.toml | .venv/bin/python
	@echo "Installing into .venv (once, about a minute) …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[fast,dev]'
	@touch $@ .venv/run.stamp
