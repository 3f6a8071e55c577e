"""The checklist laid out: one module for each format, none of which computes anything."""
