# The usual verbs. `make` alone lists them.
BIN := .venv/bin

.PHONY: help dev bench corpus man test lint format types check docs catalogue handbook ci
help:
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST)
dev: ## a virtual environment with everything
	python3 -m venv .venv && $(BIN)/pip install -q -e '.[dev]'
test: ## the tests
	$(BIN)/pytest -n auto
lint: ## ruff and the layer contract
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/lint-imports
format: ## rewrite the layout of the code
	$(BIN)/ruff check --fix . && $(BIN)/ruff format .
types: ## mypy
	$(BIN)/mypy
check: lint types test ## all of the above
corpus: ## what 200 commands print, against the merge base (or REVISION=...)
	$(BIN)/python tests/corpus/run.py $(REVISION)
bench: ## measure, beside other tools, and keep the tables in the README
	python3 benchmarks/run.py --write
docs: ## renew the pages: what the commands print today
	$(BIN)/python tests/transcripts.py --write
catalogue: ## renew and compile the catalogues of languages
	$(BIN)/python scripts/catalogue.py
man: ## the page of the manual, from the help
	$(BIN)/python scripts/manual.py man/ratgap.1
handbook: ## the sources of the documentation's site; then: cd build/handbook && zensical build --strict
	$(BIN)/python scripts/handbook.py build/handbook
ci: ## what runs before a change lands
	.ci/run
