"""Numbers to comparisons: what is bounded, on which side, in which unit."""
