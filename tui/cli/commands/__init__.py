"""One module for each group of shell commands."""
