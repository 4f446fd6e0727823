# Two commands do everything: `make reports` and `make test`. Each sets up what it needs first.

PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
READY := $(VENV)/.koers-ready
TEST_READY := $(VENV)/.koers-test-ready
JOBS := 2
# Kernels and builds start sooner where what was compiled is kept.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: reports test quick proof check-code browser demo bench clean

reports: $(READY)
	$(BIN)/koers build --all
	@echo "The reports lie in clients/<client>/reports/strategy.html; all clients: clients/portfolio.html"

test: $(TEST_READY) browser check-code
	$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup

quick: $(TEST_READY) check-code
	$(BIN)/python -m pytest -n $(JOBS) -m "not slow and not browser" -q --hypothesis-profile=quick

# The same at full counts: laws are tried on at least twenty times as many cases. Needs a browser too.
proof: $(TEST_READY) browser check-code
	$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup --hypothesis-profile=proof

check-code: $(TEST_READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# A browser that is installed already is used; as root on Debian it is installed.
browser: $(TEST_READY)
	$(BIN)/python -m tests.browser

# Speed and memory beside the ways there were before; an hour, on a machine without other work.
bench: $(TEST_READY)
	$(BIN)/python -m benchmarks.engine all --write docs/performance.md

# The demo clients' data, made anew by their seeded script.
demo: $(READY)
	$(BIN)/python -m clients._source

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(TEST_READY): $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $@

clean:
	rm -rf $(VENV) .koers clients/*/reports clients/portfolio.html
