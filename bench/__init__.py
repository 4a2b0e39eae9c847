"""Measurements of speed, memory and accuracy beside the alternatives: `python3 run.py bench [NAME…]`.

A measurement is a module in this folder with `TITLE` and `run(quick) -> Iterable[Figure]`. `quick` asks for a
tenth of the work. A library that is not installed is a line that says so, never an error.
"""
