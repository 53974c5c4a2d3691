"""The other way in: depositaries' lists, read into acts."""
