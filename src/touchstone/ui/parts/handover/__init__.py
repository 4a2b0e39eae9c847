"""What the Hand-over page is made of: the files, the form, the defects, the document."""
