"""Copies the style sheet and fonts that npm fetched into the package, where the product reads them.

Standard library only: it runs during set-up. Files that are already the same stay untouched.
"""

import filecmp
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FETCHED = ROOT / "assets" / "node_modules"
STATIC = ROOT / "src" / "jiqun" / "web" / "static" / "vendor"
FONTS = ROOT / "src" / "jiqun" / "documents" / "fonts"

# npm package and family of each face, with only the weights the papers use (and the sans in
# which tests and screenshots show pages): 10 to 15 MB apiece.
FACES = {
    ("noto-serif-sc", "NotoSerifSC"): ("400Regular", "900Black"),
    ("noto-sans-sc", "NotoSansSC"): ("400Regular", "500Medium"),
    ("noto-sans-symbols-2", "NotoSansSymbols2"): ("400Regular",),  # the ticked boxes
}


def wanted() -> dict[Path, Path]:
    """Every file to have, with the fetched file it comes from."""
    bootstrap = FETCHED / "bootstrap"
    styles = bootstrap / "dist" / "css"
    files = {
        STATIC / "bootstrap" / "bootstrap.min.css": styles / "bootstrap.min.css",
        # The style sheet names it, and what it names must be there.
        STATIC / "bootstrap" / "bootstrap.min.css.map": styles / "bootstrap.min.css.map",
        STATIC / "bootstrap" / "LICENSE": bootstrap / "LICENSE",
    }
    for (name, family), weights in FACES.items():
        package = FETCHED / "@expo-google-fonts" / name
        files[FONTS / f"{family}-OFL.txt"] = package / "LICENSE_FONT"
        for weight in weights:
            face = f"{family}-{weight.lstrip('0123456789')}.ttf"
            files[FONTS / face] = package / weight / f"{family}_{weight}.ttf"
    return files


def copy(source: Path, target: Path) -> None:
    """Copy through a neighbour and a rename, so that no reader ever sees half a font."""
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(target.name + ".partial")
    shutil.copyfile(source, partial)
    partial.replace(target)


def main() -> int:
    files = wanted()
    lacking = [source for source in files.values() if not source.is_file()]
    if lacking:
        name = lacking[0].relative_to(ROOT)
        print(f"缺少 {name} 等 {len(lacking)} 个文件，请先运行 make run。", file=sys.stderr)
        return 1
    for target, source in files.items():
        if not (target.is_file() and filecmp.cmp(source, target, shallow=False)):
            copy(source, target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
