"""Pictures: what their files say, the sizes that are made of them, and how they stand in a page."""
