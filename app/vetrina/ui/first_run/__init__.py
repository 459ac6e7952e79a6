"""The welcome: three questions, practice or start, and the counter poster."""
