"""The engine: pure functions from a Dataset and a day to answers. Standard library only."""
