"""Layout contracts: layouts read as a type checker reads code, before any page is rendered with them."""
