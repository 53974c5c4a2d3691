"""Whether the data make sense together: every rule, its page, and the layout of the files."""
