"""Floor 1: people, what they may do, and the links that let them in."""
