"""``python -m sitegen.cli``."""

from sitegen.cli.main import main

main()
