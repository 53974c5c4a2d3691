"""Files in, a Dataset out: strict YAML with places, shapes, and nothing half-read."""
