"""A sentence to its pieces, and where it may be cut."""
