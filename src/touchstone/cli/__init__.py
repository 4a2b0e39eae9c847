"""Floor 5: the command line, one module a command.

Exit 0: all well; 1: something is wrong with the content; 2: the call was wrong.
"""

from touchstone.cli.main import main

__all__ = ["main"]
