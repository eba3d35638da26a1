"""One file per source, blind to one another: payloads in, entries out."""
