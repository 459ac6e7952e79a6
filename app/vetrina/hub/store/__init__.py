"""The hub's own tables, encrypted with the hub's own key, and the one thread that writes them."""
