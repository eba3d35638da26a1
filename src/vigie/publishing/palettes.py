"""The colours of charts, on a light and on a dark ground."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a chart on one ground."""

    name: str
    ink: str
    counted: tuple[str, ...]
    stated: str


LIGHT = Palette("light", "#10293a", ("#17506f", "#b46a00", "#5a7f3c", "#7a4b78"), "#7a4b00")
DARK = Palette("dark", "#ece7dc", ("#8cc4e2", "#f2b33d", "#a9cf87", "#d3a4d0"), "#f5c468")
