# The developer guide in one file: every target sets up what it needs.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
EXAMPLES := demo-output
LINKING ?= ../shared/linking

.PHONY: help demo test lint format evaluate bench train link-weights lock clean

help:  ## Say what each target does
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

$(STAMP): requirements/dev.txt pyproject.toml tools/setup.sh
	@PYTHON="$(PYTHON)" VENV="$(VENV)" sh tools/setup.sh
	@touch $(STAMP)

demo: $(STAMP)  ## Read, link, test and publish the bundled reports
	@$(BIN)/trucewatch demo

test: $(STAMP)  ## Run all tests
	@$(BIN)/pytest

lint: $(STAMP)  ## Check style, types and layers
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(STAMP)  ## Put the code into the house format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

evaluate: $(STAMP)  ## Measure accuracy on the bundled reports (or KEY=… REPORTS=…)
	@$(BIN)/trucewatch evaluate $(or $(KEY),src/trucewatch/bundled/key.yaml) $(or $(REPORTS),src/trucewatch/bundled/reports)

bench: $(STAMP)  ## Measure speed and memory beside peers
	@$(BIN)/pip install -q -r requirements/bench.txt
	@$(BIN)/python -m benchmarks $(ARGS)

train: $(STAMP)  ## Train the embedded parser: make train TREEBANKS=DIR
	@test -n "$(TREEBANKS)" || { echo "say where the treebanks are: make train TREEBANKS=DIR"; exit 2; }
	@$(BIN)/pip install -q -r requirements/train.txt
	@OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 PYTHONPATH=src $(BIN)/python -m training.train --treebanks "$(TREEBANKS)"

link-weights: $(STAMP)  ## Learn the weights of linking: make link-weights LINKING=DIR
	@OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 PYTHONPATH=src $(BIN)/python -m training.link_weights --linking "$(LINKING)"

lock: $(STAMP)  ## Pin all dependencies anew
	@sh tools/lock.sh

clean:  ## Remove what the other targets made
	rm -rf $(VENV) $(EXAMPLES) build dist .mypy_cache .ruff_cache .pytest_cache
