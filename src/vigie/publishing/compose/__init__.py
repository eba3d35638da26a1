"""From figures and records to a document: the edition before any language or medium."""
