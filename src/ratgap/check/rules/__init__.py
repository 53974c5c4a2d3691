"""One file per rule: id, reason, samples, check()."""
