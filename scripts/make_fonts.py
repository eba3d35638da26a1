# ruff: noqa: INP001 - a script, no package
"""Makes the bundled fonts from the open fonts they are drawn from (run by hand, once in a while).

    for p in atkinson-hyperlegible-next source-serif-4 noto-sans noto-serif noto-sans-math
    do npm pack @fontsource/$p and unpack it into FOLDER/$p; done
    python scripts/make_fonts.py FOLDER

Each family is cut by its publisher into alphabets, and lacks signs that our texts need
(γ, ≥, →, the narrow no-break space). One whole file per weight is made of them: a `.ttf` for
the booklet, which reads no other, and the same as `.woff2` for the pages. The names are our own
because a changed font may not carry a name that its authors reserve.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent.parent / "src/vigie/publishing/fonts"
SIGNS = "→←↑↓↔⇒≥≤≈≠∞∼√∑∂∆Ω†‡✓▪■□●○▲△▶◆♀♂′″ℓ⁺⁻"
STYLES = {
    ("Sans", "Regular"): ("atkinson-hyperlegible-next", "noto-sans", "400-normal"),
    ("Sans", "Bold"): ("atkinson-hyperlegible-next", "noto-sans", "700-normal"),
    ("Sans", "Italic"): ("atkinson-hyperlegible-next", "noto-sans", "400-italic"),
    ("Sans", "BoldItalic"): ("atkinson-hyperlegible-next", "noto-sans", "700-italic"),
    ("Serif", "Regular"): ("source-serif-4", "noto-serif", "400-normal"),
    ("Serif", "Bold"): ("source-serif-4", "noto-serif", "600-normal"),
    ("Serif", "Italic"): ("source-serif-4", "noto-serif", "400-italic"),
}


def main() -> None:
    """Writes every style as TTF and WOFF2."""
    folder = Path(sys.argv[1])
    for (family, style), (base, fallback, weight) in STYLES.items():
        font = whole(parts(folder, base, fallback, weight))
        add_spaces(font)
        name(font, f"Vigie {family}", style)
        target = FONTS / f"Vigie{family}-{style}"
        font.flavor = None
        font.save(target.with_suffix(".ttf"))
        font.flavor = "woff2"
        font.save(target.with_suffix(".woff2"))


def parts(folder: Path, base: str, fallback: str, weight: str) -> list[TTFont]:
    """The alphabets in order of preference, none repeating a character of one before it."""
    wanted = [
        *((base, part, weight) for part in ("latin", "latin-ext", "greek")),
        *((fallback, part, weight) for part in ("greek", "latin-ext")),
        ("noto-sans-math", "latin", "400-normal"),
        ("noto-sans-math", "math", "400-normal"),
    ]
    taken: set[int] = set()
    found = []
    for package, part, style in wanted:
        path = folder / package / "package/files" / f"{package}-{part}-{style}.woff2"
        if not path.exists():
            continue
        font = TTFont(path, recalcTimestamp=False)
        own = set(font.getBestCmap()) - taken
        if package == "noto-sans-math":
            own &= {ord(sign) for sign in SIGNS}
        elif package == fallback:
            own &= set(range(0x370, 0x400)) | {0xB5}
        if own:
            taken |= own
            found.append(only(font, own, keep_features=package == base))
    return found


def only(font: TTFont, characters: set[int], *, keep_features: bool) -> TTFont:
    """The font reduced to some characters, without hints, which merging cannot keep."""
    options = Options()
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.layout_features = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "lnum", "tnum"]
    options.drop_tables += ["STAT", "DSIG", "BASE"]
    if not keep_features:
        options.drop_tables += ["GSUB", "GPOS", "GDEF"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=sorted(characters))
    subsetter.subset(font)
    return font


def whole(fonts: list[TTFont]) -> TTFont:
    """One font of several; line heights are those of the first."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for index, font in enumerate(fonts):
            font.flavor = None
            paths.append(str(Path(folder) / f"{index}.ttf"))
            font.save(paths[-1])
        merged = Merger().merge(paths)
    for table in ("hhea", "OS/2"):
        for field in (
            "ascent",
            "descent",
            "lineGap",
            "usWinAscent",
            "usWinDescent",
            "sTypoAscender",
            "sTypoDescender",
            "sTypoLineGap",
        ):
            if hasattr(fonts[0][table], field):
                setattr(merged[table], field, getattr(fonts[0][table], field))
    merged.recalcTimestamp = False
    merged["head"].modified = merged["head"].created = fonts[0]["head"].created
    return merged


def add_spaces(font: TTFont) -> None:
    """The narrow no-break space, thin spaces and the no-break hyphen, which the originals lack."""
    best = font.getBestCmap()
    narrow, width = "narrownobreakspace", 200
    source = font["glyf"]["space"]
    font.setGlyphOrder([*font.getGlyphOrder(), narrow])
    font["glyf"].glyphs[narrow] = source
    font["hmtx"][narrow] = (width, 0)
    extra = {0x202F: narrow, 0x2009: narrow, 0x200A: narrow, 0x00A0: best[0x20]}
    extra |= {0x2010: best[0x2D], 0x2011: best[0x2D]}
    if 0x3BC in best:
        extra |= {0xB5: best[0x3BC]}
    for table in font["cmap"].tables:
        for character, glyph in extra.items():
            if character not in table.cmap:
                table.cmap[character] = glyph


def name(font: TTFont, family: str, style: str) -> None:
    """Our own name; copyright and licence stay."""
    shown = style.replace("BoldItalic", "Bold Italic")
    values = {
        1: family,
        2: shown,
        3: f"{family} {shown}",
        4: f"{family} {shown}",
        6: f"{family.replace(' ', '')}-{style}",
    }
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in {0, 5, 13, 14}]
    for key, value in values.items():
        table.setName(value, key, 3, 1, 0x409)
    is_bold, is_italic = "Bold" in style, "Italic" in style
    font["OS/2"].usWeightClass = 700 if is_bold else 400
    font["OS/2"].fsSelection = (
        (font["OS/2"].fsSelection & ~0b1100001)
        | (0b1 if is_italic else 0)
        | (0b100000 if is_bold else 0)
        | (0b1000000 if not is_bold and not is_italic else 0)
    )
    font["head"].macStyle = (1 if is_bold else 0) | (2 if is_italic else 0)


if __name__ == "__main__":
    main()
