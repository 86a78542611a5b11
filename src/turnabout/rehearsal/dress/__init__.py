"""The dress rehearsal: a cohort as its co-ordinators set it up, played to its end by invented people elsewhere."""
