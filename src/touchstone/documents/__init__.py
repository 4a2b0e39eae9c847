"""Floor 3: documents as people and systems read them. Markdown to HTML pages and plain text."""
