"""A cohort in which every answer is marked, to see on whose pages it turns up."""
