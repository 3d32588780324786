# The doors of this repository, for people and for CI; `make` lists them.

PORT ?= 8501
VENV ?= .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check
LOCKED := $(PIP) --require-hashes

# For every Python from 3.11 on and every system; a lock names no host, so that it installs from any mirror.
UV := uv==0.13.9
LOCK := $(PY) -m uv pip compile $(ARGS) --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-emit-index-url --custom-compile-command "make lock"

# The first of these that is Python 3.11 or newer makes the virtual environment.
PYTHON ?= python3 python3.14 python3.13 python3.12 python3.11

# A virtual environment whose Python is gone (moved, upgraded) is made anew: its stamps say nothing any more.
$(shell test -x $(PY) || rm -f $(VENV)/.run $(VENV)/.dev $(VENV)/.basemap)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run curate test slow check mutants lock basemap screens bench bench-context load image clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

run: $(VENV)/.run ## start the dashboard; another port: make run PORT=8600
	@echo "Starting the dashboard at http://localhost:$(PORT) (Ctrl-C stops it; another port: make run PORT=8600)"
	@# Told its address, Streamlit does not ask a host on the internet for it.
	@exec $(PY) -m streamlit run dashboard.py --server.port $(PORT) --server.headless true \
		--browser.serverAddress localhost

curate: export BRIEFING_CURATE = 1
curate: run ## the same with the checks beside the page, for the one who keeps the dossier

# One worker a core, each with a server and a browser of its own; a test at a time, the quick ones first, and what a
# module makes once (a proxy, a provider, a server of other tables) by one worker.
PYTEST := $(PY) -m pytest -n auto --dist loadgroup --no-loadscope-reorder

test: $(VENV)/.dev ## run the tests, those in a browser too; a part: make test ARGS="-k dates"
	@$(PY) -m tests.e2e.setup_browser
	$(PYTEST) -m "not slow" $(ARGS)

slow: $(VENV)/.dev ## run the slow tests: Firefox, proxy, sign-in, databases, every page for every eye and on paper
	@$(PY) -m tests.e2e.setup_browser
	$(PYTEST) -m slow $(ARGS)

check: $(VENV)/.dev ## check format, lint, types and the shipped dossier
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(PY) -m briefing check data/tajikistan-2017

mutants: $(VENV)/.dev ## break the rules in small ways, list what no test notices; a part: make mutants ARGS="briefing.view.*"
	PATH="$(abspath $(VENV))/bin:$$PATH" $(PY) -P tests/mutation.py run $(ARGS)
	$(PY) -P tests/mutation.py results

lock: | $(PY) ## lock the pins of the requirements; all newer: make lock ARGS=--upgrade
	@$(PIP) $(UV)
	$(LOCK) requirements.txt -o requirements.lock
	$(LOCK) requirements-dev.txt -c requirements.lock -o requirements-dev.lock
	$(LOCK) --no-deps requirements-ftm.txt -c requirements-dev.lock -o requirements-ftm.lock

basemap: $(VENV)/.basemap ## build the base map and the gazetteer anew (needs npm)
	$(PY) data/basemap/build.py

screens: $(VENV)/.dev ## take a picture of every screen
	@$(PY) -m tests.e2e.setup_browser
	$(PY) -m tests.e2e.screens

bench: $(VENV)/.dev ## measure how long readers wait; writes bench/results.md
	@$(PY) -m tests.e2e.setup_browser
	$(PY) -m bench
	$(PY) -m bench.context --rows 1000000

bench-context: $(VENV)/.dev ## measure recorded violence behind a dossier; writes bench/context.md; ARGS="--rows 10000000"
	$(PY) -m bench.context $(ARGS)

load: $(VENV)/.dev ## measure how many readers a process carries; less: make load ARGS="--viewers 10 --seconds 20"
	$(PY) -m bench.load $(ARGS)

image: | $(PY) ## build the image of deploy/Dockerfile without a container engine (root, buildah, debootstrap)
	sh deploy/image.sh $(PY)

clean: ## remove the virtual environment and every cache
	rm -rf $(VENV) build mutants .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Stamps: installed when the locked pins are newer than the last time.
$(VENV)/.run: requirements.lock | $(PY)
	@echo "Installing what the dashboard runs on ..."
	@$(LOCKED) -r requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock requirements-ftm.lock requirements.lock | $(PY)
	@echo "Installing what the dashboard runs on and is tested with ..."
	@$(LOCKED) -r requirements-dev.lock
	@$(LOCKED) --no-deps -r requirements-ftm.lock
	@touch $@ $(VENV)/.run

$(VENV)/.basemap: data/basemap/requirements.txt | $(PY)
	@$(PIP) -r data/basemap/requirements.txt
	@touch $@

$(PY):
	@usable() { \
		for python in $(PYTHON); do \
			"$$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
				&& return; \
		done; \
		return 1; \
	}; \
	if ! usable && command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
		echo "Installing python3-venv ..."; \
		export DEBIAN_FRONTEND=noninteractive; \
		{ apt-get update && apt-get install -y --no-install-recommends python3-venv; } >/dev/null || :; \
	fi; \
	if ! usable; then \
		echo "Python 3.11 or newer with its venv module is needed; none of these is it: $(PYTHON)." >&2; \
		echo "On Debian and Ubuntu: apt-get install python3-venv. Elsewhere: install Python," >&2; \
		echo "or name one: make PYTHON=/path/to/python3 ..." >&2; \
		exit 1; \
	fi; \
	echo "Making $(VENV) with $$("$$python" --version) ..."; \
	"$$python" -m venv --clear $(VENV)
