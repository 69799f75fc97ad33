"""The list in a package of all that is in it, by which every byte can be verified."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from jiqun.core.form import EDITIONS
from jiqun.core.reading import UNPRINTABLE, Raw
from jiqun.documents.package.members import as_json, members_of
from jiqun.documents.package.model import Description, Events, Package
from jiqun.documents.refused import Refused

FORMAT: Final = "jiqun-package"
VERSION: Final = 1

UNREADABLE = "申报包的清单（manifest.json）无法读取，请使用本系统导出的原文件，不要改动其中内容。"
NEWER = "申报包由较新版本的系统导出，本系统还不能读取，请先升级本系统。"
NO_EDITION = "申报包用的是“{edition}”表样版次，本系统没有，请先升级本系统。"

SHA256 = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Listed:
    """One member: where it stands, what it was called, and what it must be."""

    path: str
    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    edition: str
    rulebook: str
    declaration: Mapping[str, Any]
    receipt: Mapping[str, Any]
    events: Events
    members: tuple[Listed, ...]
    described: Mapping[str, Description]
    unread: Mapping[str, Raw]


def write_manifest(package: Package) -> bytes:
    return as_json(
        {
            "format": FORMAT,
            "version": VERSION,
            "edition": package.facts.edition.id,
            "rulebook": package.rulebook,
            "declaration": package.declaration,
            "receipt": package.receipt,
            "events": {"length": package.events.length, "head": package.events.head},
            **extras(package),
            "members": [
                {"path": path, "name": file.name, "size": file.size, "sha256": file.sha256}
                for path, file in members_of(package)
            ],
        }
    )


def extras(package: Package) -> dict[str, Any]:
    """What the first packages did not have, left out where there is none of it."""
    described = {
        sha256: {"origin": told.origin, "note": told.note, "proves": dict(told.proves)}
        for sha256, told in package.described.items()
    }
    unread = {
        key: raw if isinstance(raw, str) else list(raw) for key, raw in package.unread.items()
    }
    said = {"described": described, "unread": unread}
    return {key: value for key, value in said.items() if value}


def read_manifest(data: bytes) -> Manifest:
    """Raises ``Refused``."""
    try:
        told = json.loads(data)
        if told["format"] != FORMAT:
            raise Refused(UNREADABLE)
        if told["version"] != VERSION:
            raise Refused(NEWER)
        manifest = take(told)
    except (ValueError, TypeError, KeyError, RecursionError):
        raise Refused(UNREADABLE) from None
    if manifest.edition not in EDITIONS:
        raise Refused(NO_EDITION.format(edition=manifest.edition[:40]))
    return manifest


def take(told: dict[str, Any]) -> Manifest:
    return Manifest(
        edition=text(told["edition"]),
        rulebook=text(told["rulebook"]),
        declaration=table(told["declaration"]),
        receipt=table(told["receipt"]),
        events=Events(whole(told["events"]["length"]), text(told["events"]["head"])),
        members=tuple(map(take_listed, told["members"])),
        described={
            sha256: take_description(said)
            for sha256, said in table(told.get("described", {})).items()
        },
        unread={key: take_raw(raw) for key, raw in table(told.get("unread", {})).items()},
    )


def take_listed(told: dict[str, Any]) -> Listed:
    sha256 = text(told["sha256"])
    if not SHA256.fullmatch(sha256):
        raise ValueError(sha256)
    return Listed(text(told["path"]), text(told["name"]), whole(told["size"]), sha256)


def take_description(told: dict[str, Any]) -> Description:
    proves = {demand: text(pages) for demand, pages in table(told["proves"]).items()}
    return Description(text(told["origin"]), text(told["note"]), proves)


def take_raw(told: object) -> Raw:
    return tuple(map(typed, told)) if isinstance(told, list) else typed(told)


def typed(value: object) -> str:
    """Something that could have been typed."""
    if UNPRINTABLE.search(text(value)):
        raise ValueError(value)
    return text(value)


def text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def whole(value: object) -> int:
    if type(value) is not int or value < 0:
        raise TypeError(value)
    return value


def table(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError(value)
    return value
