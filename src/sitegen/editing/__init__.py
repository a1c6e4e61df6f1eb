"""Writing into sources, byte for byte as their authors left them."""
