"""Files in and out: product lists, people, and what the shop takes away with it."""
