"""The checklist as text, JSON, CSV and Markdown, one module each; none computes anything."""
