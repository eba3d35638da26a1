"""Europe PMC as a source: preprints, congress abstracts, and what PubMed does not hold."""
