"""PubMed as a source: citations as E-utilities serve them."""
