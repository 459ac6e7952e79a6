"""The platform program: customers, talks, the hub's own gate, and the faces it shows to desktops, bots and phones."""
