"""What people are asked at the end, and the sealed box that keeps what they answer.

Walk: `instruments` (the questions) → `kinds` (how each sort is asked and checked) → `claims` (what is counted,
fixed before anybody answers) → `actions.answer` (sealed on arrival) → `opening` (once, in memory, planned
statements only).
"""
