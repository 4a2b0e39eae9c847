"""The screens of a self-test: start, question, summary; and whose answers they are."""
