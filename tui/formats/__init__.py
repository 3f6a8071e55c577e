"""The checklist as text, JSON, CSV and Markdown, one module each; none of them computes anything."""
