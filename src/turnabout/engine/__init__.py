"""Pure Python: matching, disclosure, statistics, workflow. No framework, database, clock, network or file."""
