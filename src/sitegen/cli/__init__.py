"""The command line: reads words, asks the project, prints. No rules of its own."""
