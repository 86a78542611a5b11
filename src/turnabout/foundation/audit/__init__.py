"""Every write is one action, and every action leaves exactly one tamper-evident line."""
