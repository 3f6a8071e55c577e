"""A Board's cycle: its calendar, what it is asked, what was tabled, answered and followed up."""
