"""Pages for people who look: markup made of the published documents."""
