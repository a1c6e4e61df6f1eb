"""Many files → one site, as queries."""
