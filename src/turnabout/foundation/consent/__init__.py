"""A ledger of what people agreed to, changed and took back."""
