"""Links out of the site: asked politely, remembered for a while, and told as problems."""
