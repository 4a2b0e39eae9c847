"""The functions that keys may use: one module a subject; `catalogue` says how each is called."""
