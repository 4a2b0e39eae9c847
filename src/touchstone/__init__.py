"""Touchstone: hiring and skills assessment for data science and machine learning."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("touchstone")
except PackageNotFoundError:  # run from a source tree that was never installed
    __version__ = "0+unknown"
