"""The embedded versioned store: bytes in, bytes out.

`Store.open(path)` opens or creates it. A run of a source adds payloads and is acknowledged
as a whole; `as_of` then tells which version of each record stood on a day. The store knows
no disease and reads no payload: hashing of JSON apart, a body is bytes.
"""
