"""What the Posting page is made of: the employer's fields, the document, the findings, the downloads."""
