"""What happened: the journal, and the checklist it makes of a plan on a date."""
