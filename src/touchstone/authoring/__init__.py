"""Work on the bank in a browser: look at variants, edit and prove a question, see its health and history."""
