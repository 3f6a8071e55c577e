"""The journal: a folder of append-only files, one for each author and machine."""
