"""Floor 1: role profiles, the single source. Catalogue, comparison, who does what."""
