"""The language server: the protocol, and nothing else. What is answered is found in the floors below."""
