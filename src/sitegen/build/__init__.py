"""Plan the outputs, write what changed, watch."""
