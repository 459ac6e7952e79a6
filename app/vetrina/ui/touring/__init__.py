"""Hands and eyes of the tour: clicks, keys and pictures on the real windows."""
