"""Tests of a Board's cycle in the store."""
