"""Floor 2: attempts, clocks, marking, the review queue."""
