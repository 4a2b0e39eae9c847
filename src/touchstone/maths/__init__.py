"""Floor 0: reading, evaluating and marking mathematics, in an isolated process."""
