"""Sums that stay sums: over letters whose index runs, up to an end that is a letter."""
