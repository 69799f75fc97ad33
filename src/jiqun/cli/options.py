"""Options that several commands have, and what they come to."""

import json
from typing import Annotated, Any

import typer

from jiqun.core.form import EDITIONS, Edition, get_edition
from jiqun.documents.refused import Refused

EditionOption = Annotated[str, typer.Option("--edition", help=f"表样版次：{'、'.join(EDITIONS)}")]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON，供程序使用")]


def edition_named(name: str) -> Edition:
    if name not in EDITIONS:
        raise Refused(f"没有“{name}”这一表样版次，可用：{'、'.join(EDITIONS)}。")
    return get_edition(name)


def print_json(data: dict[str, Any]) -> None:
    typer.echo(json.dumps(data, ensure_ascii=False, indent=1))
