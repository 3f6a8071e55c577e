"""One module for each format of a report; each renders a document and adds nothing to it."""
