"""The blocks that reports are made of."""
