"""The pages of the documentation that are made from code and curated files, one module each."""
