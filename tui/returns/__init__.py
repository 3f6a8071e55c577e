"""The sheets of a return round as files: written for leads, and read when they come back."""
