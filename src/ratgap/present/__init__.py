"""Results out: one file per format, human text made in one place."""
