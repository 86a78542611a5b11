"""Measurements that carry a promise: `python -m bench.joining`, `python -m bench.deadline`, or all by `make bench`.

Each makes a home of its own, starts its own servers on this machine's loopback, stops them, and ends with 1 when
what it promises does not hold. The product never imports this.
"""
