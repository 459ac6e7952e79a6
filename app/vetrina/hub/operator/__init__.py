"""The desktop's side: messages out, events in, the shop, its ads, pictures and people. Loopback or TLS only."""
