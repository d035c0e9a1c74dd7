"""Tables of databases, read and written through drivers that are loaded when they are needed."""
