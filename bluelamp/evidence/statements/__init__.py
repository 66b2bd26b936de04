"""Witness statements: what is asked, how it becomes text, and how the text becomes form MG11."""
