"""The hub's schema, step by step; run by `store.upgrade`."""
