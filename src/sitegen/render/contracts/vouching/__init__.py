"""Vouching: layouts that are known never to fail, whatever page they are rendered for."""
