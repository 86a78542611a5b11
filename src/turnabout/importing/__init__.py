"""Applications and earlier places from a spreadsheet: columns matched, every row tried, then all of it or nothing."""
