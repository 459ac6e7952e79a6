"""The background thread: everything that acts."""
