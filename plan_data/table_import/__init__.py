"""A region's published delivery table, read into a plan: docs/import.md."""
