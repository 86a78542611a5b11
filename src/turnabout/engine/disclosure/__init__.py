"""What may be said about sealed answers, in which words, and the attacker that must fail before it is said.

Walk: `policy` (how strict) → `bands` and `wording` (the few sentences a group of each size can be given) →
`statements` (the only makers of text for a reader) → `planning` (which groups appear, from head-counts
alone) → `publishing` (counts in, `release.Release` out, or nothing) → `attack` (the judge, which imports none
of them and must fail first). Beside them `tables`: head-counts in, rounded and partly hidden tables out, judged by
`attack.tables`.
"""
