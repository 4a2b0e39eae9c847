"""Floor 1: questions, banks, variants, proofs."""
