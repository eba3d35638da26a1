"""From figures to a document, and from a document to site and booklet. No arithmetic."""
