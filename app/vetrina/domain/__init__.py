"""The words of the trade and their rules: pure values, no I/O, no clock, no threads."""
