"""Questions about a checklist: filters, searches, groups and changes."""
