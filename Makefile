# A thin alias: everything is in bootstrap.py, which works without make (python3 bootstrap.py VERB).
PYTHON ?= python3
VERBS = setup doctor check test test-long fix docs bench

.PHONY: help run assets lock decision $(VERBS)
help:
	@$(PYTHON) bootstrap.py
run:
	@$(PYTHON) bootstrap.py run $(if $(PORT),--port $(PORT))
assets:
	@$(PYTHON) bootstrap.py assets $(if $(CHECK),--check)
decision:
	@$(PYTHON) bootstrap.py decision $(TITLE)
lock:
	@$(PYTHON) bootstrap.py lock $(if $(UPGRADE),--upgrade)
$(VERBS):
	@$(PYTHON) bootstrap.py $@ $(ARGS)
