"""Write src/jiqun/core/data/advances.csv: how wide a character may be, in em.

The fit of a text must hold in Word (SimSun, FangSong: half-width Latin, full-width “ambiguous”
characters), in LibreOffice and in Typst (Noto). So each character gets the widest advance it has
in any of the faces, and the file holds only those that are not one em. Run after a change of
fonts: ``python tools/make_advances.py``.
"""

import csv
import unicodedata
from pathlib import Path

from fontTools.ttLib import TTFont

ROOT = Path(__file__).parent.parent / "src" / "jiqun"
FACES = ("NotoSerifSC-Regular", "NotoSansSC-Regular", "NotoSansSC-Medium")
HALF = 0.5


def main() -> None:
    widest: dict[int, float] = {}
    for face in FACES:
        font = TTFont(ROOT / "documents" / "fonts" / f"{face}.ttf")
        per_em = font["head"].unitsPerEm
        for code, glyph in font.getBestCmap().items():
            width = font["hmtx"][glyph][0] / per_em
            least = 1 if unicodedata.east_asian_width(chr(code)) in "WFA" else HALF
            widest[code] = max(widest.get(code, least), width)
    odd = {code: width for code, width in sorted(widest.items()) if width != 1}
    with (ROOT / "core" / "data" / "advances.csv").open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("code", "em"))
        writer.writerows((f"{code:04X}", f"{width:.3f}") for code, width in odd.items())


if __name__ == "__main__":
    main()
