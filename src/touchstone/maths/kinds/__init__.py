"""One module a kind of answer: how two of that kind are compared."""
