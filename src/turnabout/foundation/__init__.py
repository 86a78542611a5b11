"""Django machinery that has never heard of mentoring."""
