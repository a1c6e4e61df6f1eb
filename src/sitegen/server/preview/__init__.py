"""The site while it is written: pages on demand, brought up to date in the browser when a file is saved."""
