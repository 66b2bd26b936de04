# Two commands: `make run` and `make test`. Everything else is for day to day; `make help` lists it.
SHELL := /bin/sh
.DEFAULT_GOAL := help

PORT ?= 8000
# The first Python that is new enough; scripts/setup.py says so when there is none.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; exit; }; done; echo python3)
BIN := .venv/bin
# Let Python keep what it has compiled, whatever the machine's habit: every start is 1.2 s quicker.
export PYTHONDONTWRITEBYTECODE :=
UV_LOCK := $(BIN)/uv pip compile -q --generate-hashes --no-emit-index-url --no-emit-find-links --universal \
	--python-version 3.11 --custom-compile-command "make lock"

.PHONY: help run test test-long check fix bench docs reset lock setup setup-test

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: setup ## set up and start everything; PORT=8000 by default, Ctrl-C stops it all
	@exec $(BIN)/bluelamp run --port $(PORT)

# The checks run beside the tests, which wait a lot; what they found is shown at the end.
test: setup-test ## set up and run everything that CI checks
	@failed=''; \
	$(MAKE) --no-print-directory check > var/check.log 2>&1 & checks=$$!; \
	trap "kill $$checks 2>/dev/null" INT TERM; \
	$(BIN)/python -m pytest -p tests.plugins.covering -n auto --dist loadfile --no-loadscope-reorder --durations 15 \
		|| failed=tests; \
	wait $$checks || failed="$$failed check"; \
	cat var/check.log; \
	test -z "$$failed" || { echo "Failed: $$failed"; exit 1; }

test-long: setup-test ## what takes longer than there is time for at every change
	$(BIN)/pytest -m long -n 2 --dist load

check: setup-test ## lint, types, architecture contracts and the generated tables
	$(BIN)/ruff check
	$(BIN)/mypy bluelamp tests scripts bench/*.py
	$(BIN)/lint-imports
	$(BIN)/bluelamp docs --check

fix: setup-test ## mend what the linter can mend by itself
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: setup-test ## measure, each beside a plain baseline in the same run
	@for file in bench/[a-z]*.py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

docs: setup-test ## write the generated tables in docs/reference
	$(BIN)/bluelamp docs

reset: setup ## delete the database, files and ledger of this checkout
	@exec $(BIN)/bluelamp reset

lock: setup ## choose new versions for requirements/*.txt
	$(UV_LOCK) --upgrade requirements/boot.in -o requirements/boot.txt
	$(UV_LOCK) --upgrade requirements/base.in -o requirements/base.txt
	$(UV_LOCK) --upgrade requirements/test.in -o requirements/test.txt
	$(UV_LOCK) --upgrade requirements/node.in -o requirements/node.txt

setup:
	@$(PYTHON) scripts/setup.py

setup-test:
	@$(PYTHON) scripts/setup.py --test
