"""Applications and earlier places from a spreadsheet: taken in, matched column by column, tried, then all or nothing."""
