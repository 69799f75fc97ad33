"""The example declarations one can try the page with."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Demo:
    """``form`` is the declaration shown, ``book`` the workbook shown beside it."""

    name: str
    title: str
    about: str
    form: str
    book: str = ""

    @property
    def file(self) -> Path:
        return Path(settings.DEMO_DIR) / self.form

    @property
    def roster(self) -> Path | None:
        return Path(settings.DEMO_DIR) / self.book if self.book else None

    @property
    def present(self) -> bool:
        return self.file.is_file() and (self.roster is None or self.roster.is_file())


DEMOS = (
    Demo("clean", "干净的一份", "各栏齐全，没有问题", "clean.yaml"),
    Demo("flawed", "满是毛病的一份", "看看能查出什么", "flawed.yaml"),
    Demo("longest", "最长的一份", "每栏写满，看看版面", "longest.yaml"),
    Demo("roster", "示例名录", "数从哪些企业来", "clean.yaml", "clean.xlsx"),
    Demo("flawed-roster", "满是毛病的名录", "逐行查出什么", "clean.yaml", "flawed.xlsx"),
)


def available() -> list[Demo]:
    return [demo for demo in DEMOS if demo.present]


def find(name: str) -> Demo | None:
    return next((demo for demo in available() if demo.name == name), None)
