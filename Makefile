# The commands of the project. `make` alone lists them.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help

export VAR_DIR ?= var
export PORT ?= 8000
PYTHON := .venv/bin/python
export PATH := $(CURDIR)/.venv/bin:$(PATH)
# Without files of bytecode each of the many processes would compile every module anew: five seconds, of six.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup setup-dev run example found test unit coverage postgres pictures check races strings sbom asvs bench attack mutation fault mailing release

help: ## list the commands
	@sed -nE 's/^([a-z-]+):.*## (.*)/make \1\t\2/p' Makefile | expand -t 18

setup: ## make the virtual environment with what the portal needs
	@bash .ci/setup base

setup-dev: ## the same, with what the tests need, the browser included
	@bash .ci/setup dev

run: setup ## serve the portal with the example in it, until Ctrl-C (PORT, VAR_DIR)
	@exec $(PYTHON) -m bcssp.supervisor run

example: setup ## build the example's annual report and print its files
	@exec $(PYTHON) -m bcssp.supervisor example

found: setup ## start a partnership of your own in an empty folder: asks, then prints the coordinator's link (VAR_DIR)
	@exec $(PYTHON) -m bcssp.supervisor found

test: setup-dev ## run every test on SQLite, and on PostgreSQL those whose SQL differs
	@exec $(PYTHON) -m tests.suite

unit: setup-dev ## run the unit tests: two minutes
	@exec $(PYTHON) -m tests.suite unit

coverage: setup-dev ## run every test on SQLite with coverage, and its floors
	@exec $(PYTHON) -m tests.suite coverage

postgres: setup-dev ## run every test of the database on a real PostgreSQL
	@exec $(PYTHON) -m tests.suite postgres

pictures: setup-dev ## update the pictures of components that look different
	@RENEW_PICTURES=1 $(PYTHON) -m pytest -p no:xdist --no-cov -q tests/functional/test_style_guide.py -k picture

check: setup-dev ## style, types, templates, imports, migrations, deployment, attacks on the code, known vulnerabilities
	@exec $(PYTHON) -m tests.checks

races: setup-dev ## 50 people do the same at once, 100 times, on PostgreSQL: one wins (RACE_PEOPLE, RACE_ROUNDS)
	@RACE_PEOPLE=$${RACE_PEOPLE:-50} RACE_ROUNDS=$${RACE_ROUNDS:-100} WEB_THREADS=$$(( $${RACE_PEOPLE:-50} + 5 )) \
	  $(PYTHON) -m tests.postgres $(PYTHON) -m pytest -q --no-cov -p no:xdist tests/integration/test_one_winner.py

strings: setup-dev ## send 32,000 hostile texts to every page, on both databases: no error of the server (HOSTILE_STRINGS)
	@HOSTILE_STRINGS=$${HOSTILE_STRINGS:-32000} $(PYTHON) -m pytest -q --no-cov -p no:xdist tests/integration/test_hostile_strings.py
	@HOSTILE_STRINGS=$${HOSTILE_STRINGS:-32000} $(PYTHON) -m tests.postgres \
	  $(PYTHON) -m pytest -q --no-cov -p no:xdist tests/integration/test_hostile_strings.py

sbom: setup-dev ## print what production installs, with licences, as CycloneDX (JSON)
	@exec $(PYTHON) -m tests.sbom

asvs: setup-dev ## write docs/asvs.md: each requirement of OWASP ASVS 5.0 with its test
	@exec $(PYTHON) -m tests.asvs

bench: setup-dev ## measure build time, memory, requests a second and queries
	@exec $(PYTHON) -m bench

attack: setup-dev ## publish 500 made-up histories and protect a thousand tables; attack each from outside, with a second solver
	@$(PYTHON) -m tests.disclosure.attack
	@$(PYTHON) -m tests.disclosure.measure
	@$(PYTHON) -m tests.disclosure.minimality
	@exec $(PYTHON) -m tests.disclosure.usefulness

mutation: setup-dev ## break disclosure control in every way that mutmut knows; do its tests notice?
	@exec $(PYTHON) -m tests.disclosure.mutation

fault: setup-dev ## build 200 reports while worker, Redis and database are killed 1,000 times (FAULT_BUILDS, FAULT_KILLS)
	@exec $(PYTHON) -m pytest -m fault -p no:xdist --no-cov -s tests/fault

mailing: setup-dev ## send a newsletter to 10,000 subscribers while workers are killed 300 times (MAILING_READERS, MAILING_KILLS)
	@exec $(PYTHON) -m pytest -m fault -p no:xdist --no-cov -s tests/services/test_newsletter_sent_once.py

release: ## give this tree a version (VERSION), date the list of changes, commit and tag
	@bash .ci/release "$(VERSION)"
