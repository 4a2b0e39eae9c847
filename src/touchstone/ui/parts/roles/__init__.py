"""What the Roles page shows: a comparison, who does what, and a profile adapted by hand."""
