"""What one compares with: a bare Django page with the middleware that `startproject` gives, one query, 20 rows."""
