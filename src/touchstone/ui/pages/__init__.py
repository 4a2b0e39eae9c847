"""One module a page; each holds a function named page."""
