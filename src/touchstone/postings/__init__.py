"""Floor 2: from a profile and an employer to a posting that may be published."""
