"""Corpus rooms as tables: portable SQL and functions over batches, for engines whose rows lie on many machines."""
