# The portal's commands. Every path is relative, so a space in the checkout's path does no harm.
PYTHON ?= python3
PORT ?= 8000
PY := .venv/bin/python
LOCALES := --locale sv --locale en --locale fi_Simple
LOCK := $(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header

.DEFAULT_GOAL := help
.PHONY: help install demo test bench lint format messages lock runtime python

help: ## Lists these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' Makefile

install: python ## Makes .venv with everything a developer needs; asks nothing when nothing has changed
	@"$(PYTHON)" deploy/install.py requirements-dev.txt

runtime: python
	@"$(PYTHON)" deploy/install.py requirements.txt

python:
	@command -v "$(PYTHON)" >/dev/null || { echo "$(PYTHON) is not here. Install Python 3.11 or newer, or say which: make PYTHON=python3.12"; exit 1; }

demo: runtime ## Opens the portal with the Kainuu demo network: http://localhost:8000 (another: PORT=8001)
	@PORT=$(PORT) $(PY) -m deploy.demo

test: install ## Runs the tests, on SQLite or on DATABASE_URL; some of them: ARGS="tests/test_pages.py -k home"
	@$(PY) -m pytest $(ARGS)

bench: runtime ## Measures the pages beside a constant page, with 10 000 services (6 minutes); what else: ARGS="--help"
	@$(PY) -m bench $(ARGS)

lint: install ## Order in Python and templates, the import contract, missing migrations
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -c "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
	@$(PY) -m djlint --lint --quiet templates
	@env -u DATABASE_URL $(PY) manage.py makemigrations --check --dry-run

format: install ## Writes Python in the house's form
	@$(PY) -m ruff check --fix --quiet .
	@$(PY) -m ruff format .

messages: install ## Gathers the texts to translate and compiles the translations; needs GNU gettext
	@command -v msgfmt >/dev/null || { echo "GNU gettext is not here: install it (Debian: apt-get install gettext)."; exit 1; }
	@mkdir -p locale
	@$(PY) manage.py makemessages $(LOCALES) --no-wrap --add-location file --no-obsolete --ignore .venv --ignore var --ignore tests
	@$(PY) manage.py compilemessages $(LOCALES) --ignore .venv --ignore var

lock: install ## Pins the newest versions that pyproject.toml allows, with hashes; needs the package index
	@$(PY) -m pip install --quiet --quiet uv
	@$(LOCK) --upgrade pyproject.toml --output-file requirements.txt
	@$(LOCK) --upgrade pyproject.toml --group dev --constraint requirements.txt --output-file requirements-dev.txt
