# Every target is one line; the scripts do the work and run without make just as well.
.DEFAULT_GOAL := help
.PHONY: help study test test-all check bench install format clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

study: ## build, run the bundled studies, say where the report is
	@scripts/study

test: ## the quick tests
	@scripts/test

test-all: ## the quick and the slow tests
	@scripts/test --all

check: ## format, imports, comments, architecture, generated pages
	@scripts/check

bench: ## time the program beside R and Python, where they are installed
	@Benchmarks/run
	@Benchmarks/likelihood
	@Benchmarks/bootstrap
	@Benchmarks/choice/run
	@Benchmarks/gravity/run
	@Benchmarks/reading

install: ## copy kosh to ~/.local/bin or PREFIX/bin
	@scripts/install

format: ## lay out all Swift files
	@swift format --in-place --parallel --recursive Package.swift Sources Tests

clean: ## remove what was built and computed
	@rm -rf .build out
