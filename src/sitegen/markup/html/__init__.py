"""HTML as it comes out of layouts: what it is made of, and what is wrong with it."""
