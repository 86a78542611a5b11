"""House test 1's table: who gets which page, one module for each room, written by hand from what ought to be.

`ROWS` gives, for each address by name, what each of seven people gets for its page: a status, or "login" for being
led to sign-in. They are `anonymous`; the own applicant, whose things the addresses name, and another one; the
co-ordinator of the own cohort and that of another organisation's; a Board reader of the own cohort; and an outsider.
A row may also name the `leader` who is the own applicant's partner, a `trainer`, `assessor`, `ig_lead` or
`independent_contact` of the own cohort, the `partner_lead` of its host, and `partner_lead_other`, the lead of the
other organisation; one whom it does not name gets what the outsider gets.

`MOMENT` is the day on whose evening the pages are asked for, which decides what state their objects are in.
`OTHER = "elsewhere"` says that the other applicant applied to the other organisation's cohort, and not beside the
own one: for pages that give each participant their own at the same address.
"""
