"""Words to one workflow, errors to exit codes."""
