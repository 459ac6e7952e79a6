"""What the screens may ask, carried out: one module for each part of the shop."""
