"""Tables out that are safe to open in a spreadsheet program."""
