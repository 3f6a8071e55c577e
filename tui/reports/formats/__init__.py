"""One module for a format; each lays out a paper and adds nothing to it."""
