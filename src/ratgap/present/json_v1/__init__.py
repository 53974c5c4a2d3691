"""The published JSON, version 1: what other tools rely on. Fields are added, never taken away."""
