"""What a record is: ids, partial dates, payloads, entries, tags, the corpus."""
