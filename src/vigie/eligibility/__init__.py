"""What a criterion sentence says: its comparisons and concepts, each with its place. Pure."""
