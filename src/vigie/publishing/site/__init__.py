"""The edition as static pages: no script, no request elsewhere, readable from a disk."""
