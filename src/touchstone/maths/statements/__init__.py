"""Equations, inequalities, their combinations, and sets of real numbers: compared by what satisfies them."""
