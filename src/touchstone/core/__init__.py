"""Floor 0: what every room needs. Located YAML, problems, money, clock, ids, hashes."""
