"""The repository floor: what history says, read through the git command."""
