# Everything sets itself up: a fresh clone with git, make and Python 3.11 or newer is enough. `make help` lists the targets.

PYTHON ?= python3
UV_VERSION = 0.13.8
PORT ?= 8000
DATA ?= danvan-data
# Reports that wait in the simulated province of `make run` to be checked.
DOCUMENTS ?= $(firstword $(wildcard ../shared/seeds examples))
# Tools that load the settings of the site (types, translations) keep what it makes out of the tree.
export DANVAN_DATA ?= $(CURDIR)/.venv/site
# Spark and veraPDF live for seconds in the tests: there Java's second compiler costs more than it gives (five times as long on a busy machine).
test test-postgres: export JDK_JAVA_OPTIONS ?= -XX:TieredStopAtLevel=1 -XX:+UseSerialGC
# Coverage below this fails `make test`.
COVERAGE_AT_LEAST ?= 98
# Extras of danvan that are installed, separated by spaces. CI adds `spark`: 450 MB, and it needs Java.
EXTRAS ?= all
# Tests wait a quarter of their time for programs they start: one worker more than there are processors.
WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)
# More arguments for pytest: make test PYTEST="tests/cli -k help"
PYTEST ?=

VENV = .venv
BIN = $(VENV)/bin
STAMP = $(VENV)/.danvan-synced-$(subst $() ,-,$(EXTRAS))
TRANSLATIONS = $(wildcard src/danvan/locale/*/LC_MESSAGES/danvan.po src/danvan/site/locale/*/LC_MESSAGES/django.po)

.DEFAULT_GOAL := help
.PHONY: help run test test-postgres walk check fix docs bench clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

run: $(STAMP) ## open the site on PORT (default: 8000) with a simulated province, its data in DATA (default: danvan-data)
	$(BIN)/danvan serve --port "$(PORT)" --data "$(DATA)" $(if $(DOCUMENTS),--documents "$(DOCUMENTS)")

test: check ## lint, types, import directions, stale docs, then all tests in parallel with coverage; the site on both databases
	$(BIN)/python -m pytest -n $(WORKERS) --cov --cov-report= --cov-fail-under=$(COVERAGE_AT_LEAST) $(PYTEST)
	@test -n "$(PYTEST)" || $(MAKE) --no-print-directory test-postgres

test-postgres: $(STAMP) ## the tests of the site again, on PostgreSQL
	DANVAN_TEST_DATABASE=postgres $(BIN)/python -m pytest tests/site --ignore=tests/site/browser -n $(WORKERS) -q

walk: $(STAMP) ## every page of the site in a browser, in every look (axe, width, weight, keyboard): half an hour
	$(BIN)/python -m pytest tests/site/browser -m walk -n 0

check: $(STAMP) ## lint, format, types, import directions, translations, stale docs; changes nothing
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/i18n.py check
	@$(MAKE) --no-print-directory GENERATE=--check generate

fix: $(STAMP) ## mend what lint and format can mend
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

docs: $(STAMP) ## write the generated docs and schemas again
	@$(MAKE) --no-print-directory GENERATE= generate

.PHONY: generate
generate: $(STAMP)
	@set -e; for tool in tools/generate_*.py; do $(BIN)/python "$$tool" $(GENERATE); done

bench: $(STAMP) ## how fast, beside others; installs what it is compared with
	$(BIN)/uv sync --locked --extra all --group bench
	@set -e; for bench in benchmarks/*.py; do $(BIN)/python "$$bench"; done

clean: ## take away what was built: environment, caches, output
	rm -rf $(VENV) .coverage .coverage.* coverage.xml htmlcov .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache dist build
	find src tests tools benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
	find src -name '*.mo' -delete

# The environment: Python's own venv, a pinned uv in it, then what uv.lock says (--inexact leaves pip and uv themselves alone).
# Made again when one of these files changes.
$(STAMP): pyproject.toml uv.lock hatch_build.py $(TRANSLATIONS)
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON) here. Say which: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) --version 2>&1). Say which: make PYTHON=/path/to/python3.11"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/uv --version 2>/dev/null | grep -q '^uv $(UV_VERSION)' || $(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv==$(UV_VERSION)'
	UV_PROJECT_ENVIRONMENT=$(VENV) $(BIN)/uv sync --quiet --locked --inexact $(EXTRAS:%=--extra %)
	@$(BIN)/python tools/i18n.py compile
	@$(BIN)/python tools/fonts.py
	@touch $@
