"""The Board's reports: what each contains, computed once, and the renderers of each format."""
