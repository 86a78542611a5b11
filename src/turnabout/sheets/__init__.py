"""Tables in from CSV and XLSX with every fault named, and tables out that are safe to open in a spreadsheet program."""
