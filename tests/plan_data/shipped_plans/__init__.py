"""Tests of the two plans that Milepost ships, held against the printed tables."""
