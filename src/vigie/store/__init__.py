"""The embedded versioned store: bytes in, bytes out."""
