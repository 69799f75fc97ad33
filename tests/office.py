"""LibreOffice for tests: one batch per call, a private profile, and our fonts."""

import os
import subprocess
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

#: The faces the form names are not free; these stand in for them, as on any machine without them.
STAND_INS = {
    "仿宋_GB2312": "Noto Serif SC",
    "宋体": "Noto Serif SC",
    "黑体": "Noto Sans SC",
    "方正小标宋简体": "Noto Serif SC",
    "Segoe UI Symbol": "Noto Sans Symbols 2",
}


def convert(sources: Sequence[Path], to: str, folder: Path) -> list[Path]:
    """Each file as ``to`` (“pdf”, “docx”, “doc”) in ``folder``, all by one LibreOffice."""
    folder.mkdir(parents=True, exist_ok=True)
    profile = folder / "profile"
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            to,
            "--outdir",
            str(folder),
            *map(str, sources),
        ],
        env={**os.environ, "FONTCONFIG_FILE": str(font_settings(folder))},
        check=True,
        capture_output=True,
        timeout=240,
    )
    return [folder / f"{source.stem}.{to}" for source in sources]


def font_settings(folder: Path) -> Path:
    fonts = Path(str(files("jiqun.documents") / "fonts"))
    aliases = "".join(
        f'<alias binding="same"><family>{name}</family><prefer><family>{face}</family></prefer>'
        "</alias>"
        for name, face in STAND_INS.items()
    )
    settings = folder / "fonts.conf"
    settings.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{fonts}</dir><cachedir>{folder / 'cache'}</cachedir>{aliases}</fontconfig>",
        encoding="utf-8",
    )
    return settings
