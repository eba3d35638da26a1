"""From a corpus to figures, one question per file. Pure."""
