"""A text to its words and its criteria, each with its place."""
