"""The Settings page, one file per section."""
