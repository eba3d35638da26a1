"""One file per command: the only place that touches network, store, files and clock."""
