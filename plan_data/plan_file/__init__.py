"""Plan files: parsed, decoded, checked, and written."""
