"""One file per command: the only place that touches network, store, files and clock.

A command is a module with a `run` that returns its exit code; `vigie.cli` loads it by name.
The other modules here are what several commands share.
"""
