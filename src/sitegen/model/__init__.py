"""The nouns: frozen values that the floors hand to each other. Nothing is filled in later."""
