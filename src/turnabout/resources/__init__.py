"""The library: what pairs can watch, read and talk about, and where a cohort's own pages are."""
