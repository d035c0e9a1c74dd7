"""`python -m coterie`: the `coterie` command where its folder is not on the path."""

from coterie.cli.entry import main

if __name__ == "__main__":
    main()
