"""Which record concerns what, and the words that say so. Pure."""
