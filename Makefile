# Everything a developer runs. The two commands that matter are `make demo` and `make test`.

SHELL = /bin/sh
VENV = .venv
# The long tests mostly wait for what the AWS provider waits for, so four of them fit on two processors.
WORKERS ?= 4
export PYTHON

.PHONY: demo test check lint bench docs lock clean help

help: ## Say what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' $(MAKEFILE_LIST)

demo: $(VENV)/.ready ## From nothing to a private Fargate service in the embedded AWS
	@demo/run

test: check ## Every check and every test
	@.ci/browser
	$(VENV)/bin/pytest -n $(WORKERS) --dist worksteal

check: $(VENV)/.ready ## Lint, format, types and import contracts, changing nothing
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

lint: $(VENV)/.ready ## Put right what Ruff can put right
	$(VENV)/bin/ruff check --fix
	$(VENV)/bin/ruff format

bench: $(VENV)/.ready ## Measure the budgets of docs/benchmarks.md
	$(VENV)/bin/python -m benchmarks.run

docs: $(VENV)/.ready ## Build the site of the documentation into site/
	NO_MKDOCS_2_WARNING=1 $(VENV)/bin/python -m mkdocs build --strict

lock: ## Write the lock files anew from pyproject.toml
	.ci/lock

clean: ## Remove what was built here; stop the sandbox first
	rm -rf $(VENV) site demo/.work benchmarks/.work .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

# The stamp is newer than everything that decides what .venv holds, so a second run does nothing. What a stamp cannot
# know: the Python underneath is gone, or the checkout was moved and the scripts still name the old place.
STALE := $(shell $(VENV)/bin/python -c pass 2>/dev/null && \
	head -n 3 $(VENV)/bin/sealane 2>/dev/null | grep -qF '$(CURDIR)/$(VENV)/' || echo stale)

.PHONY: stale
stale:

$(VENV)/.ready: $(STALE) .ci/setup .ci/find-python requirements.lock requirements-terraform.lock pyproject.toml scripts/sealane
	@.ci/setup
	@touch $@
