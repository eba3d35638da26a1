"""`python -m vigie`: the same as the command `vigie`."""

from vigie.cli import main

if __name__ == "__main__":
    main()
