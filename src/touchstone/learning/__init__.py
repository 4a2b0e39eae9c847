"""Floor 2: what an attempt shows about a person's skills, and what to learn next."""
