"""The only room with Qt: windows, pages and the parts they are built from."""
