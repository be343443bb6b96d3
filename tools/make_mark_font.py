"""Make the font of the watermark: a few glyphs of Noto Sans CJK SC Bold, under a name of its own.

Run on Debian, with the package's fonts installed and ``fonttools`` at hand:

    apt-get install -y fonts-noto-cjk
    python tools/make_mark_font.py /usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc

It rewrites ``src/inbetween/media/fonts/mark.otf``; the same source font gives the same bytes.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

from inbetween.media.watermark import TEXTS

SOURCE_FACE = "Noto Sans CJK SC Bold"
FAMILY = "Inbetween Mark"
TARGET = Path(__file__).parents[1] / "src/inbetween/media/fonts/mark.otf"

FAMILY_NAME, STYLE_NAME, UNIQUE_NAME, FULL_NAME, VERSION, POSTSCRIPT_NAME, TRADEMARK = 1, 2, 3, 4, 5, 6, 7
COPYRIGHT, LICENCE, LICENCE_URL = 0, 13, 14


def source_face(collection: Path) -> TTFont:
    """Return the face of ``collection`` whose full name is ``SOURCE_FACE``."""
    return next(font for font in TTCollection(collection).fonts if font["name"].getDebugName(FULL_NAME) == SOURCE_FACE)


def subset(font: TTFont) -> None:
    """Cut ``font`` down to the glyphs of the texts, with kerning and without what only other glyphs need."""
    options = Options(name_IDs=[COPYRIGHT, LICENCE, LICENCE_URL], layout_features=["kern"], desubroutinize=True)
    options.drop_tables += ["BASE", "VORG", "vhea", "vmtx"]
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(TEXTS))
    subsetter.subset(font)


def rename(font: TTFont) -> None:
    """Give ``font`` its own name in every table that carries one: a modified version is not called Noto."""
    postscript = FAMILY.replace(" ", "") + "-Bold"
    names = {FAMILY_NAME: FAMILY, STYLE_NAME: "Bold", UNIQUE_NAME: postscript, FULL_NAME: f"{FAMILY} Bold"}
    for identifier, text in (names | {VERSION: "Version 1.0", POSTSCRIPT_NAME: postscript}).items():
        font["name"].setName(text, identifier, platformID=3, platEncID=1, langID=0x409)
    table = font["CFF "].cff
    table.fontNames = [postscript]
    top = table.topDictIndex[0]
    top.FullName, top.FamilyName = f"{FAMILY} Bold", FAMILY
    top.rawDict.pop("Notice", None)
    for index, part in enumerate(getattr(top, "FDArray", [])):
        part.FontName = f"{postscript}-{index}"


def main(collection: Path) -> None:
    """Write the subset of ``collection`` to ``TARGET``."""
    font = source_face(collection)
    subset(font)
    rename(font)
    font.recalcTimestamp = False
    font.save(TARGET)
    sys.stdout.write(f"{TARGET.name}: {TARGET.stat().st_size} bytes\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
