"""Work done later: jobs started by name, and due rows that the clock turns into jobs.

`registry` names the jobs, `queue` starts and runs them.
"""
