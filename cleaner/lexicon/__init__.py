"""Mapped tables of words and names."""
