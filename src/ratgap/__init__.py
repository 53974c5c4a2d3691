"""ratgap: which treaties a state still needs to join, and how we know."""

__version__ = "0.1.0"
