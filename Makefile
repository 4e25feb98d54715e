# Every target sets up what it needs by itself: the virtual environment is made once and again when the lock changes.

SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
INBOX ?=
FILE ?=
TO ?=
PORT ?=
OUT ?=
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup refresh nightly retry show site reread rollback doctor dev docs read score train test contracts lint unit clean-build

help: ## show what can be made
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): requirements.lock
	@echo "Setting up $(VENV) (once, a minute or two) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check $$(grep '^uv==' requirements.lock)
	@$(BIN)/uv pip install --quiet --python $(BIN)/python -r requirements.lock \
		|| $(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	@touch $@

setup: $(READY) ## set up the virtual environment alone

refresh: $(READY) ## land what is in the inbox, read, check, build, publish (INBOX=path reads another folder in place)
	@$(BIN)/python -m orchestration refresh $(if $(INBOX),--inbox "$(INBOX)")

nightly: $(READY) ## what the night does, now: feeds, stale readings, packing, all tests, upkeep
	@$(BIN)/python -m orchestration nightly

retry: $(READY) ## give rejected reports another chance, after a repair or with better rules
	@$(BIN)/python -m orchestration retry

reread: $(READY) ## read every report again from raw/ and rebuild
	@$(BIN)/python -m orchestration reread

rollback: $(READY) ## put the former publication back, and publish nothing until the next make refresh (TO=name)
	@$(BIN)/python -m orchestration rollback $(if $(TO),--to "$(TO)")

doctor: $(READY) ## look whether all is well: disk, locks, versions, runs, publication, sources; says what to do
	@$(BIN)/python -m orchestration doctor

show: $(READY) ## open the pages: every number opens its sentence (http://127.0.0.1:8080, PORT=… for another)
	@$(BIN)/python -m orchestration show $(if $(PORT),--port $(PORT))

site: $(READY) ## write the same pages as files (OUT=folder, default data/published/pages)
	@$(BIN)/python -m orchestration site $(if $(OUT),--out "$(OUT)")

dev: $(READY) ## open the Dagster pages on http://127.0.0.1:3000 (PORT=3001), with the inbox sensor and the nightly
	@$(BIN)/python -m orchestration dev $(if $(PORT),--port "$(PORT)")

docs: $(READY) ## write data/docs: the questions with their answers, and a page of all tables
	@$(BIN)/python -m orchestration docs

read: $(READY) ## show how one file is read (FILE=report.html)
	@$(BIN)/python -m orchestration read "$(FILE)"

score: $(READY) ## score the reading on the annotated reports (ARGS="--errors 20 own-a"; ARGS=--help lists them)
	@$(BIN)/python -m tests.scoring $(ARGS)

train: $(READY) ## learn confidence, doubts and booking from the annotated reports (docs/accuracy.md)
	@$(BIN)/python -m tests.ranking $(ARGS)

test: $(READY) lint unit ## everything that continuous integration runs

contracts: $(READY) ## write the column lists of the dbt project from the declarations in checks/tables
	@$(BIN)/python -m checks.contracts

lint: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m tests.catalogue_lint
	@$(BIN)/python -m checks.contracts --check
	@cd dbt_project && ../$(BIN)/sqlfluff lint models tests

unit: $(READY)
	@$(BIN)/python -m pytest

clean-build: ## drop what can be built again: dbt's database and target, staged batches, caches
	@rm -rf data/build data/staged dbt_project/target dbt_project/logs .pytest_cache .mypy_cache .ruff_cache
	@echo "Dropped. The reports (data/raw, data/accepted) and the published warehouse are untouched; make refresh rebuilds."
