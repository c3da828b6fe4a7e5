# What can be done here; `make` alone lists it. Nothing is needed but make and python3 (3.11 or newer).
BIN := .venv/bin
MEMBERS := contracts chassis services deploy
ENV ?= .runtime/env
SECONDS ?= 300
WORKERS ?= 2
LONGEST_FIRST := tests contracts chassis services deploy
COMPOSE = $$(docker compose version >/dev/null 2>&1 && echo docker compose || echo $(BIN)/docker-compose)
EXPORT := $(BIN)/uv export -q --format requirements-txt --no-emit-workspace --no-header --no-annotate
AT_RUN_TIME := intake routing funding notifications outside

.DEFAULT_GOAL := help
.PHONY: help prepare demo story test test-long mutants check snapshots bench faults up down lock clean

help: ## these commands
	@awk -F ':[^#]*## ' '/^[a-z-]+:.*## / { printf "  make %-10s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

prepare: # .venv with everything in it, when that is not so already
	@python3 deploy/local/prepare

demo: prepare ## everything on this machine, and the story; ONCE=1: stop after the story
	@$(BIN)/python -m local_runtime demo

story: prepare ## the story again, against what ENV=.runtime/env names
	@test -r "$(ENV)" || { echo "$(ENV) is not there: make demo or make up first"; exit 1; }
	@set -a; . "$(abspath $(ENV))"; exec $(BIN)/python -m story

test: prepare ## every test but the long ones, on real Kafka and PostgreSQL; WORKERS=2 side by side
	@$(BIN)/pytest -n $(WORKERS) --no-loadscope-reorder --durations 10 $(LONGEST_FIRST)

test-long: prepare ## the tests that take too long for every commit; the fault plan for SECONDS=300
	@SPORTLOKET_FAULTS_SECONDS=$(SECONDS) $(BIN)/pytest -m long --timeout 0 --durations 10

mutants: prepare ## change the rules in every small way; does a test notice? ONLY=funding: one part
	@PYTHONPATH=tests/mutation/support $(BIN)/python -m mutation $(ONLY)

check: prepare ## format, lint, types, imports, dead code, schemas, compose file, Dockerfile
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy $(MEMBERS) tests bench
	$(BIN)/mypy conftest.py
	$(BIN)/lint-imports
	! $(BIN)/vulture | grep -vE 'unused (variable|attribute)' # fields are for readers outside
	$(BIN)/python -m contracts check
	$(BIN)/docker-compose config -q
	$(BIN)/hadolint deploy/Dockerfile

snapshots: prepare ## write tests/snapshots anew, after a change that was meant
	@SPORTLOKET_WRITE_SNAPSHOTS=1 $(BIN)/pytest -q tests/snapshots

bench: prepare ## measurements, side by side
	@$(BIN)/python -m bench

faults: prepare ## break things at random for SECONDS=300, and count what was lost
	@SPORTLOKET_FAULTS_SECONDS=$(SECONDS) $(BIN)/pytest -s -m '' --timeout 0 tests/faults

up: prepare ## the same in containers; then make story ENV=deploy/addresses.env
	@$(COMPOSE) --env-file deploy/story.env up -d --build --wait

down: prepare ## stop the containers; their data stay
	@$(COMPOSE) --env-file deploy/story.env down

lock: prepare ## write the locks anew, from what every pyproject.toml asks
	$(BIN)/uv lock -q --upgrade
	$(EXPORT) --all-packages --all-groups -o requirements.lock >/dev/null
	$(EXPORT) --no-default-groups $(AT_RUN_TIME:%=--package sportloket-%) -o deploy/runtime.lock >/dev/null

clean: prepare ## forget the demo's data and logs, and what tools remember
	@$(BIN)/python -m local_runtime clean
	@rm -rf .mutation .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .schemathesis
