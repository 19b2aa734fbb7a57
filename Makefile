# Two commands do everything: `make run` and `make test`.
# They need Python >= 3.11 (with venv) and make; all else is set up in .venv.

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
RUN_READY := $(VENV)/.ready-run
DEV_READY := $(VENV)/.ready-dev

.PHONY: run test check bench bench-nation soak lock clean

run: $(RUN_READY)
	@$(BIN)/tidu demo

test: check
	@$(BIN)/pytest -n auto --cov --cov-report=term:skip-covered -q

check: $(DEV_READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(DEV_READY)
	@$(BIN)/python -m bench

bench-nation: $(DEV_READY)
	@$(BIN)/python -m bench --nation

soak: $(DEV_READY)
	@$(BIN)/pytest -q -m soak -n auto

lock: $(DEV_READY)
	@for group in run dev; do \
	  $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes \
	    --no-header --no-emit-index-url --no-annotate --quiet \
	    --group $$group -o locks/$$group.txt pyproject.toml || exit 1; done

clean:
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist

$(VENV)/pyvenv.cfg:
	@sh .ci/python -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "tidu: this Python cannot make a virtual environment; install its venv module" \
	       "(Debian and Ubuntu: apt-get install python3-venv) and run make again." >&2; exit 1; }

$(RUN_READY): locks/run.txt pyproject.toml $(VENV)/pyvenv.cfg
	@echo "tidu: setting up (once) …"
	@$(PIP) install --require-hashes -r locks/run.txt
	@$(PIP) install --no-build-isolation --no-deps -e .
	@touch $@

$(DEV_READY): locks/dev.txt $(RUN_READY)
	@echo "tidu: setting up the tests (once) …"
	@$(PIP) install --require-hashes -r locks/dev.txt
	@touch $@
