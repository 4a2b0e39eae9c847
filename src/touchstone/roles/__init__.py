"""Floor 1: role profiles, catalogue, comparison, who does what."""
