"""How a data file is laid out, and how it should be; no byte that may stay is touched."""
