# Two commands do everything: `make run` and `make test`. `make help` lists the rest.
PYTHON ?= python3
CORPUS ?= corpus
INDEX  ?= .minutebook
HOST   ?= 127.0.0.1
PORT   ?= 5000
VENV   := .venv
BIN    := $(VENV)/bin
# The typefaces stand for Charter and Arial, which most readers' own computers have.
BROWSER := chromium fonts-dejavu-core fonts-liberation fonts-sil-charis
APT    := $(shell command -v apt-get 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help run test lint lock clean

help: ## list the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

run: $(VENV)/.installed ## install, index CORPUS (default: corpus/) and serve it at http://127.0.0.1:5000/
	@$(BIN)/minutebook index "$(CORPUS)" --index "$(INDEX)"
	@$(BIN)/minutebook serve --index "$(INDEX)" --host "$(HOST)" --port "$(PORT)"

test: $(VENV)/.installed-test browser ## install what the tests need and run them, with branch coverage
	@$(BIN)/python -m coverage erase
	@$(BIN)/python -m coverage run -m pytest $(ARGS)
	@$(BIN)/python -m coverage combine --quiet
	@$(BIN)/python -m coverage report

lint: $(VENV)/.installed-test ## ruff and mypy, strict
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

$(VENV)/bin/python:
	@echo "Creating the Python environment in $(VENV) …"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Minutebook needs Python 3.11 or later; set PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

# The lock files hold everything; pip left to resolve would stumble over "coverage[toml]", newer than its pin.
$(VENV)/.installed: requirements.lock setup.cfg pyproject.toml | $(VENV)/bin/python
	@echo "Installing the pinned packages (a minute or so the first time) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-test: requirements-test.lock $(VENV)/.installed
	@echo "Installing the pinned test packages …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-test.lock
	@touch $@

# Browser tests drive Debian's Chromium; without it they are skipped and say so.
.PHONY: browser
browser:
	@if command -v chromium >/dev/null 2>&1; then :; \
	elif [ -n "$(APT)" ] && [ "$$(id -u)" = 0 ]; then \
	  echo "Installing Chromium for the browser tests …"; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(BROWSER) >/dev/null; \
	elif [ -n "$(APT)" ] && sudo -n true 2>/dev/null; then \
	  sudo apt-get update -qq && sudo DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(BROWSER) >/dev/null; \
	else \
	  echo "*** Chromium is not installed and cannot be installed here: THE BROWSER TESTS WILL BE SKIPPED. ***" >&2; \
	fi

lock: ## pin every dependency again, with hashes (needs uv)
	uv pip compile setup.cfg --extra build --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header --upgrade -o requirements.lock
	uv pip compile setup.cfg --extra build --extra test --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header --upgrade -o requirements-test.lock

clean: ## remove the environment and the index
	rm -rf $(VENV) $(INDEX)
