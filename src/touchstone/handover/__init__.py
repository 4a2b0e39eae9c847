"""The hand-over contract from a data scientist to a machine-learning engineer: compose and validate."""
