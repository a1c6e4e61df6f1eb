"""What browsers talk to. No rules of its own: it asks the project."""
