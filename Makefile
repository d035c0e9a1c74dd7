# The two commands that matter: `make demo` and `make test`. Each sets up what it needs by itself.
PYTHON ?= python3
VENV := .venv
UV := $(VENV)/bin/uv
RUN := $(VENV)/bin/
# Trust whom the machine trusts: in many companies that is more than what uv brings along.
export UV_SYSTEM_CERTS := 1
# What Python has compiled is kept: otherwise every command that the tests start compiles it all again.
unexport PYTHONDONTWRITEBYTECODE
SAY_ENGINE := $(RUN)python packaging/engine.py

.PHONY: node pictures wheel mutation test-codes demo test lint types imports tests sanitize fuzz fuzz-short schema bench bench-curve panel panel-evidence setup signatures notebooks bench-command bench-growth bench-spark chromium postgresql mariadb java help

help: ## list the commands
	@grep -E '^[a-z-]+:.*##' Makefile | sed 's/:.*## /\t/'

$(UV):
	@echo "Making $(VENV), and installing what installs the rest."
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check uv

setup: $(UV)
	@$(UV) sync --quiet --all-groups --no-group mutation
	@$(SAY_ENGINE)

demo: $(UV) ## run the main job on the built-in example
	@echo "Installing the libraries and compiling the engine: the first time, this takes a minute or two."
	@$(UV) sync --no-default-groups --inexact
	@$(SAY_ENGINE) --only-say
	@$(RUN)coterie demo --out coterie-demo --overwrite
	@echo "Next, with a table of your own:"
	@echo "  $(RUN)coterie segment customers.csv --out segments"
	@echo "No table at hand? This writes the example's:"
	@echo "  $(RUN)coterie demo --overwrite --write-table customers.csv"

wheel: setup ## build a wheel with the kernels for other machines, in dist/
	@$(RUN)python packaging/wheel.py

KERNELS := $(wildcard src/coterie/clustering/kernels/*.cpp src/coterie/clustering/kernels/*.h)

lint: setup ## format and lint, C++ too
	$(RUN)ruff format --check .
	$(RUN)ruff check .
	$(RUN)clang-format --dry-run --Werror $(KERNELS)

types: setup ## strict types
	$(RUN)mypy

imports: setup ## the directions of import
	$(RUN)lint-imports

test: setup lint types imports sanitize fuzz-short tests ## every check: lint, types, import contract, fuzzers, tests, doctests

sanitize: setup ## the kernels' tests under the address, undefined-behaviour and thread sanitizers
	$(RUN)python packaging/sanitize.py address
	$(RUN)python packaging/sanitize.py thread

FUZZ := $(RUN)python -W ignore tests/fuzz/run.py
FUZZ_SECONDS ?= 600

fuzz-short: setup ## the fuzzers for half a minute, the same inputs every time
	$(FUZZ) text -runs=250 -seed=1
	$(FUZZ) typed -runs=250 -seed=1
	$(FUZZ) artefact -runs=120 -seed=1

fuzz: setup ## the fuzzers, FUZZ_SECONDS=600 each; what they find is in build/fuzz
	$(FUZZ) text -max_total_time=$(FUZZ_SECONDS)
	$(FUZZ) typed -max_total_time=$(FUZZ_SECONDS)
	$(FUZZ) artefact -max_total_time=$(FUZZ_SECONDS)

signatures: setup ## write the options into the signatures of segment, fit and describe
	@$(RUN)python packaging/signatures.py

notebooks: setup ## run the notebooks of docs/ and keep what they show
	@$(RUN)python packaging/notebooks.py

pictures: setup chromium ## take the pictures of docs/studio.md anew
	@$(RUN)python packaging/studio_pictures.py

schema: setup ## make the JSON Schemas of segments.json and of what commands print, from their nouns
	@$(RUN)python -c "import pathlib; from coterie.views.contract import write_schemas; write_schemas(pathlib.Path('src/coterie'))"

bench: setup ## the engine beside its peers
	$(RUN)python benchmarks/engine.py

bench-curve: setup ## what a sweep costs from a thousand rows to ten million, an hour or two
	$(RUN)python benchmarks/curve.py

panel: setup ## how good the answers are, on 22 kinds of tables
	$(RUN)python benchmarks/panel.py

panel-evidence: setup ## false alarms and right answers of the verdict, by kind of table
	$(RUN)python benchmarks/evidence_panel.py

test-codes: setup chromium node postgresql mariadb java ## the tests with every sentence of the table of words replaced by its code
	COTERIE_TEST_WORDS=codes $(RUN)python -m pytest -n 2 --dist worksteal -m "not words"

mutation: setup ## how much of the code the tests notice: 100 mutants per package, an hour or two alone; no file changes
	@$(UV) sync --quiet --all-groups --group mutation
	$(RUN)python benchmarks/mutation.py

bench-command: setup ## time the command, start to finish
	$(RUN)python benchmarks/command.py

bench-growth: setup ## time per row and memory of large tables
	$(RUN)python benchmarks/growth.py

bench-spark: setup java ## Spark beside one machine and beside MLlib, a million rows, on a master and two workers here
	$(RUN)python benchmarks/spark.py

chromium: # the report is opened in a real browser; Debian's is installed where that is allowed
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; } || true

node: # the arithmetic of the studio's page is compared with Python's in it; nothing else needs it
	@{ command -v node || command -v nodejs; } >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq nodejs >/dev/null; } || true

postgresql: # the tests start a real one of their own; Debian's is installed where that is allowed
	@command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || \
	  { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql >/dev/null; } || true

java: # as above: Spark runs on it
	@command -v java >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq openjdk-17-jre-headless >/dev/null; } || true

mariadb: # as above
	@{ command -v mariadbd && command -v my_print_defaults; } >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq mariadb-server-core mariadb-client-core >/dev/null; } || true

tests: setup chromium node postgresql mariadb java
	$(RUN)python -m pytest -n 2 --dist worksteal
