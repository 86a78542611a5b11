"""Forms, drafts, consent, submit and withdraw; leaders who are named and confirm by link."""
