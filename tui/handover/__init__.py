"""Plans, checklists and journals as tables for other programs: SQLite and Parquet."""
