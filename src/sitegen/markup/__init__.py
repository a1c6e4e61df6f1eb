"""One text → (data, problems): pure functions that never fail."""
