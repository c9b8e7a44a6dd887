# `make demo` and `make test` each do all set-up on a machine with Python 3.11 or later and nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SOURCES := $(shell find addin docs -type f -not -path '*/__pycache__/*') pyproject.toml README.md requirements-bundle.lock
HYPERFORMULA := tests/bench/judges/hyperformula
PACKAGES := libreoffice-calc poppler-utils fonts-crosextra-carlito fonts-dejavu-core

.PHONY: demo test test-all check lint types pytest fuzz system windows catalogues templates pictures bench lock clean

demo: $(VENV)/package
	$(BIN)/arena demo --out demo --force

test: system $(VENV)/tools $(VENV)/package $(VENV)/hyperformula pytest

# As test, with a fault at every dispatch of every click and each case of each test, instead of some of each kind.
test-all: export ARENA_TEST_ALL = 1
test-all: test

check: test lint types

pytest:
	$(BIN)/python -m pytest -n 2 --dist loadfile

# Reads files changed at random; what shows a fault is kept in tests/fuzz/kept.txt, which the tests read again.
SECONDS ?= 60
fuzz: $(VENV)/tools $(VENV)/package
	$(BIN)/python -m tests.fuzz --seconds $(SECONDS)

lint: $(VENV)/tools
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/tools
	$(BIN)/mypy

$(VENV)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; say which with: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/runtime: $(VENV)/python requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/tools: $(VENV)/runtime requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# npm comes with the tools, at a fixed version: Debian's is another on every machine, and brings hundreds of packages.
$(VENV)/hyperformula: $(VENV)/tools $(HYPERFORMULA)/package-lock.json
	$(BIN)/npm ci --prefix $(HYPERFORMULA) --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# The package is installed from its wheel, so that tests and demo use what users get.
$(VENV)/package: $(VENV)/runtime $(SOURCES) Installeer\ Arena.cmd Verwijder\ Arena.cmd
	rm -rf build dist
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir dist .
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --force-reinstall dist/arena_analyse-*.whl
	@touch $@

system:
	@if command -v soffice >/dev/null && command -v pdftoppm >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing LibreOffice and poppler, with which the tests recalculate and print: $(PACKAGES)"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(PACKAGES) >/dev/null; \
	else echo "LibreOffice or poppler is not installed: the tests that need them are skipped, each with its reason"; fi

# A Windows under Wine in .windows/, for the tests that are skipped without it; see tests/bench/windows/README.md.
windows: $(VENV)/tools $(VENV)/package
	$(BIN)/python -m tests.bench.windows

catalogues: $(VENV)/tools
	$(BIN)/pybabel compile -d addin/arena/locale -D arena
	PYTHONPATH=addin $(BIN)/python -m arena.build.function_page docs/functies.md

templates: $(VENV)/package
	$(BIN)/arena build --out templates --force

pictures: system $(VENV)/tools $(VENV)/package
	$(BIN)/python -m tests.bench.pictures docs/pictures

bench: system $(VENV)/tools $(VENV)/package
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock
	$(BIN)/python -m benchmarks

lock:
	for set in build:requirements.lock dev:requirements-dev.lock bench:requirements-bench.lock; do \
		uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
			pyproject.toml --group $${set%%:*} -o $${set##*:}; done
	for set in bundle windows; do \
		uv pip compile --quiet --python-platform x86_64-pc-windows-msvc --python-version 3.13 --generate-hashes \
			--no-header --no-annotate --constraint requirements.lock pyproject.toml --group $$set -o requirements-$$set.lock; done

clean:
	rm -rf $(VENV) $(HYPERFORMULA)/node_modules .windows build dist demo .pytest_cache .mypy_cache .ruff_cache .hypothesis
