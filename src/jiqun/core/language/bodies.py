"""Public bodies by their names: which are one and the same, what they are and of what level."""

import re

from jiqun.core.districts import CITY, districts, districts_in

#: What bodies are called in full, and in the short form in which they are compared.
SHORT = {
    "科学技术和经济信息化": "科信",
    "科学技术和信息化": "科信",
    "科技和信息化": "科信",
    "科技信息化": "科信",
    "经济和信息化": "经信",
    "经济信息化": "经信",
    "科学技术": "科技",
    "发展和改革": "发改",
    "人民政府": "政府",
    "管理委员会": "管委会",
    "委员会": "委",
}

PUBLIC = re.compile(r"(政府|局|(?<!管理)(?<!专业)委员会|(?:经信|科|发改|商务|国资)委)$")
#: What those that build are called, and what says that one also runs the place.
BUILDS = re.compile(
    "建设投资|投资建设|建设开发|开发建设|基础设施|城市建设|(?<![东西])城建|工程建设|建设工程|建筑工程|市政工程"
    "|工程局|路桥|建工集团|建设集团|指挥部"
)
RUNS = re.compile("园|运营|服务|管理委员会|管委会")


def in_short(name: str) -> str:
    """The same for each way to write one body: “北京市密云区经济和信息化局” is “密云经信局”."""
    name = name.removeprefix(CITY).removeprefix("北京")
    for district in districts():
        name = name.replace(district, district.removesuffix("区"))
    for full, short in SHORT.items():
        name = name.replace(full, short)
    return name


def is_public(name: str) -> bool:
    """Is it a government or a part of one? Who runs a park (管理委员会) is not, nor who builds."""
    return bool(PUBLIC.search(name)) and not word_of_builder(name)


def is_municipal(name: str) -> bool:
    """Is it a public body of the city and of none of its districts?"""
    return name.startswith(CITY) and is_public(name) and not districts_in(name)


def word_of_builder(name: str) -> str:
    """What says that somebody builds and does not run the place; "" if nothing does."""
    found = BUILDS.search(name)
    return found[0] if found and not RUNS.search(name) else ""
