"""The functions that keys may use beyond those that candidates type: one module a subject."""
