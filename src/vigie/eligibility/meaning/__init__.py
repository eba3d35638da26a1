"""What a criterion asks, as logic: written, said in plain words, compiled, evaluated."""
