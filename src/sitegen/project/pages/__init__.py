"""What is done with whole pages: listed, made, copied, moved, taken away and put back, marked. One verb per file."""
