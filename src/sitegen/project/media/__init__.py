"""Pictures, documents and other files of a site: taken in, shown, found, moved, taken away. One verb a file."""
