"""The pieces of a sentence to its tree: the rules, and the order in which they are asked."""
