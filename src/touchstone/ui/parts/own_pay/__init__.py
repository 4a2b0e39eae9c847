"""The organisation's own pay on the page of salaries."""
