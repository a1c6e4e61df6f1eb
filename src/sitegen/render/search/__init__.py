"""Search on static hosting: what of each page can be found, and the index that Pagefind makes of it."""
