"""The reader's parts: two lexers that make the same tokens, and one precedence parser over them."""
