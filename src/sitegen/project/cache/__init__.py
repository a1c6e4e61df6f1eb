"""What ``.sitegen/`` remembers: what there is of it, and taking away what nobody needs."""
