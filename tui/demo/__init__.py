"""A made-up journal for a shipped plan: for a first look, for meetings and for the docs."""
