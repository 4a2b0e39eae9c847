"""Floor 3: writers of Markdown, HTML and other document formats."""
