# Everything runs in a virtual environment of this folder, with the exact versions of constraints.txt.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
export PIP_CONSTRAINT := $(CURDIR)/constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1
PIP := $(BIN)/python -m pip install --quiet

.PHONY: demo test test-wan wan-suite check lint types imports suite serve bench bench-results bench-service soak bench-page slow crash sdk wheel sbom audit fuzz sheets explain effects-gallery constraints clean

demo: $(VENV)/.demo  ## two example pictures to out/demo.mp4, through the server and the official SDK
	@$(BIN)/python examples/demo.py

test: check suite wan-suite  ## lint, types, import rules and all tests

check: lint types imports  ## one minute

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

imports: $(VENV)/.dev
	$(BIN)/lint-imports

# Bytecode is written, whatever the shell says: else each process that a test starts compiles the package.
suite: $(VENV)/.dev
	PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -n 2 -m "not slow and not sdk_matrix" --ignore tests/wan

# With torch it proves the wan engine; without, it skips with a reason, or fails with CI set.
wan-suite: $(VENV)/.dev
	PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -n 2 -m "not slow" tests/wan

test-wan: $(VENV)/.wan wan-suite  ## the wan engine on tiny random models: installs torch first

serve: $(VENV)/.demo  ## API and worker on port 8000
	$(BIN)/inbetween serve

bench: $(VENV)/.dev  ## the figures of docs/benchmarks.md, as ratios in one run
	$(BIN)/python -m bench

bench-results: $(VENV)/.bench  ## what videos cost and how good they are, into bench/results
	$(BIN)/python -m bench.render --json bench/results/render.json
	$(BIN)/python -m bench.modes --json bench/results/modes.json
	$(BIN)/python -m bench.quality.heldout --json bench/results/heldout.json

bench-service: $(VENV)/.dev  ## submits, polls, claims: some minutes on a machine that does nothing else
	$(BIN)/python -m bench.service --json bench/results/service.json
	$(BIN)/python -m bench.store --json bench/results/store.json

soak: $(VENV)/.dev  ## an hour of steady load at half of what the server can do
	$(BIN)/python -m bench.soak --minutes 60 --json bench/results/soak.json

bench-page: $(VENV)/.bench  ## the tables and pictures of docs/benchmarks.md from bench/results
	$(BIN)/python -m bench.page
	$(BIN)/python -m bench.plots

sheets: $(VENV)/.dev  ## contact sheets of the tween engine in out/sheets
	$(BIN)/python -m bench.quality.sheets

explain: $(VENV)/.dev  ## the pictures of docs/how-the-engine-thinks.md and of docs/modes
	$(BIN)/python -m bench.explain
	$(BIN)/python -m bench.explain.moves
	$(BIN)/python -m bench.explain.shots
	$(BIN)/python -m bench.explain.continuation
	$(BIN)/python -m bench.explain.beats
	$(BIN)/python -m bench.spectrograms

effects-gallery: $(VENV)/.dev  ## the moving previews of the effects, and the strips of docs/modes/effects.md
	$(BIN)/python -m bench.effects

slow: $(VENV)/.dev  ## the long suites
	$(BIN)/pytest -m slow

crash: $(VENV)/.dev  ## kill servers, workers, children and databases 2,000 times, and look at what is left
	$(BIN)/python -m tests.crash

sdk: $(VENV)/.dev  ## every supported version of the clients, each in its own environment
	$(BIN)/pytest -m sdk_matrix -v

wheel: $(VENV)/.dev sbom  ## build the wheel into dist/, and what is inside beside it
	$(BIN)/python -m build --wheel --outdir dist

sbom: $(VENV)/.dev  ## the bill of materials of this environment, as CycloneDX
	$(BIN)/python tools/sbom.py dist/inbetween.cdx.json

# A tool of its own environment: it needs no version of ours, and ours none of its. Without --strict it takes a package
# that its source of data does not know for one without faults.
audit: .venv-audit/.done  ## known faults of the pinned versions; needs a network with PyPI's data in it
	.venv-audit/bin/pip-audit --strict --no-deps --disable-pip --progress-spinner off -r constraints.txt

.venv-audit/.done: Makefile
	@$(PYTHON) -m venv .venv-audit
	@PIP_CONSTRAINT= .venv-audit/bin/python -m pip install --quiet pip-audit==2.10.1
	@touch $@

fuzz: $(VENV)/.dev  ## mutated pictures, sounds and clips through the real child: a table (COUNT=, SEED=)
	$(BIN)/python -m bench.fuzz --count $(or $(COUNT),5000) --seed $(or $(SEED),20261121)

constraints: $(VENV)/.bench $(VENV)/.wan  ## write down the versions of this environment
	$(BIN)/python -m pip freeze --exclude-editable | sed 's/+cpu$$//' > constraints.txt

clean:
	rm -rf $(VENV) .venv-sdk .venv-audit .node-sdk dist out build

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Inbetween needs Python 3.11 or newer.")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.demo: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Installing into $(VENV) ..."
	@$(PIP) -e '.[demo]'
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Installing into $(VENV) ..."
	@$(PIP) -e '.[dev]'
	@touch $@

$(VENV)/.wan: $(VENV)/.dev
	@echo "Installing torch: where pip offers its CUDA build only, that is several GB ..."
	@$(PIP) -e '.[wan-dev]'
	@touch $@

$(VENV)/.bench: $(VENV)/.dev
	@$(PIP) -e '.[bench]'
	@touch $@
