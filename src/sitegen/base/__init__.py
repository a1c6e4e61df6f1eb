"""What everything stands on: paths, problems, canonical data, atomic files. Standard library only."""
