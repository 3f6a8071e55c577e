"""Import published delivery tables into plans: docs/import.md."""
