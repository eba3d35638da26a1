"""Vigie: the research watch for rare diseases."""

__version__ = "0.1.0"
