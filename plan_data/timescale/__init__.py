"""The timescale language: parser, periods and occurrences."""
