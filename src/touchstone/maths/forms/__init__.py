"""How an answer is written, judged apart from its value: one module a form."""
