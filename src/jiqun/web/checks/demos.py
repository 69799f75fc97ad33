"""The example declarations one can try the page with."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Demo:
    name: str
    title: str
    about: str

    @property
    def file(self) -> Path:
        return Path(settings.DEMO_DIR) / f"{self.name}.yaml"


DEMOS = (
    Demo("clean", "干净的一份", "各栏齐全，没有问题"),
    Demo("flawed", "满是毛病的一份", "看看能查出什么"),
    Demo("longest", "最长的一份", "每栏写满，看看版面"),
)


def available() -> list[Demo]:
    return [demo for demo in DEMOS if demo.file.is_file()]


def find(name: str) -> Demo | None:
    return next((demo for demo in available() if demo.name == name), None)
