"""What people who took part said, printed only by their leave and taken back when they ask."""
