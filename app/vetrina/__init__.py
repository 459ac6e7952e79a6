"""Vetrina, the shop window of a small shop."""

__version__ = "0.1.0"
