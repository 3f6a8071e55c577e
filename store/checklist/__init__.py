"""The checklist: what a plan and its entries come to on a date."""
