"""Floor 1: pay tables, benchmarks and lenses."""
