"""What each address answers. A view asks the office and the project, and hands plain data to a screen."""
