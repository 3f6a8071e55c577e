"""The Board's papers: what each report says, computed once, and its layouts in `tui/reports/formats`."""
