"""Reads public sources in their own file formats into the tables of salary_data/."""
