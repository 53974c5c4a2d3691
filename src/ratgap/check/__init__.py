"""Rules that a data set must keep, one file each."""
