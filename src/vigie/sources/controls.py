"""Control characters in answers that hold text."""

from __future__ import annotations

_NO_CONTROLS = bytes(max(sign, ord(" ")) for sign in range(256))


def without_controls(body: bytes) -> bytes:
    r"""The same body, as long as it was, with a space for each control character.

    Bare ones have been seen inside texts, where JSON allows none; between texts they are only
    spaces.

    >>> without_controls(b"myo\x02sitis")
    b'myo sitis'
    """
    return body.translate(_NO_CONTROLS)
