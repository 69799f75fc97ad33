"""Cover and part 一: whether the bodies named there may be what they are named as."""

from collections.abc import Iterator

from jiqun.core.case import Case
from jiqun.core.districts import district_of, districts_in
from jiqun.core.language.bodies import in_short, is_municipal, is_public, word_of_builder
from jiqun.core.reading import shortened
from jiqun.core.rules.book import rule
from jiqun.core.rules.example import Example
from jiqun.core.rules.finding import Fault, Rank
from jiqun.core.rules.part1 import QUOTED, districts_of_names, on_both, quoted, stated, twice

NOTE_3 = ("填报说明3",)


# --- The authority ---


@rule(
    "R1-06",
    Rank.BLOCK,
    fields=("cover.authority", "authority", "cover.district"),
    example=Example(
        {
            "cover.district": "北京市密云区",
            **twice("authority", "北京市怀柔区经济和信息化局"),
        }
    ),
)
def authority_of_district(case: Case) -> Iterator[Fault]:
    """县级行政区划中小企业主管部门应为集群所在区的部门。"""
    names = on_both(case, "authority")
    homes = {district_of(stated(case, "cover.district")), *districts_of_names(case).values()} - {""}
    theirs = {key: districts_in(name) for key, name in names.items()}
    if names and homes and all(found and not found & homes for found in theirs.values()):
        text = f"{quoted(case, *names)}，不是集群所在的{'、'.join(sorted(homes))}的部门"
        yield Fault(tuple(names), f"{text}，请填集群所在区的中小企业主管部门。")


@rule(
    "R1-07",
    Rank.EXPLAIN,
    fields=("cover.authority", "authority"),
    example=Example(twice("authority", "经济和信息化局")),
)
def authority_names_district(case: Case) -> Iterator[Fault]:
    """县级行政区划中小企业主管部门的名称应能看出是哪个区的部门。"""
    names = on_both(case, "authority")
    if names and not any(districts_in(name) or is_municipal(name) for name in names.values()):
        text = "看不出是哪个区的部门，请写带区名的全称；名称确实不含区名的请说明。"
        yield Fault(tuple(names), f"{quoted(case, *names)}，{text}")


@rule(
    "R1-16",
    Rank.BLOCK,
    fields=("cover.authority", "authority"),
    example=Example(twice("authority", "北京市经济和信息化局")),
)
def authority_of_the_city(case: Case) -> Iterator[Fault]:
    """县级行政区划中小企业主管部门应为区级部门，不是市级部门。"""
    names = on_both(case, "authority")
    if names and all(map(is_municipal, names.values())):
        text = "是市级部门，应填区级部门，请改正。"
        yield Fault(tuple(names), f"{quoted(case, *names)}，{text}")


# --- Who runs it ---


@rule(
    "R1-08",
    Rank.BLOCK,
    cites=NOTE_3,
    fields=("cover.operator", "operator", "cover.authority", "authority"),
    supersedes=("R1-17",),
    example=Example(
        {
            **twice("operator", "北京市密云区经济和信息化局"),
            **twice("authority", "北京市密云区经济和信息化局"),
        }
    ),
)
def operator_is_another(case: Case) -> Iterator[Fault]:
    """集群运营管理机构与县级行政区划中小企业主管部门不能是同一单位。"""
    operators, authorities = on_both(case, "operator"), on_both(case, "authority")
    same = {in_short(name): key for key, name in authorities.items()}
    theirs = [same.get(in_short(name)) for name in operators.values()]
    if theirs and theirs[0] and all(theirs):
        written = set(operators.values()) <= set(authorities.values())
        how = "相同" if written else f"“{shortened(authorities[theirs[0]], QUOTED)}”是同一单位"
        advice = "应填对集群集中运营管理的法人单位，请核对"
        text = f"{quoted(case, *operators)}，与县级行政区划中小企业主管部门{how}，{advice}。"
        yield Fault((*operators, *authorities), text)


@rule(
    "R1-17",
    Rank.EXPLAIN,
    cites=NOTE_3,
    fields=("cover.operator", "operator"),
    example=Example(twice("operator", "北京市密云区人民政府")),
)
def operator_is_public(case: Case) -> Iterator[Fault]:
    """集群运营管理机构是对集群集中运营管理的法人单位，一般不是政府或其部门。"""
    names = on_both(case, "operator")
    if names and all(map(is_public, names.values())):
        text = "看像是政府或其部门，请核对；确实负责集群运营管理的请说明。"
        yield Fault(tuple(names), f"{quoted(case, *names)}，{text}")


@rule(
    "R1-09",
    Rank.EXPLAIN,
    cites=NOTE_3,
    fields=("cover.operator", "operator"),
    example=Example(twice("operator", "北京示例城市建设投资有限公司")),
)
def operator_builds(case: Case) -> Iterator[Fault]:
    """基础建设单位不可作为集群运营管理机构。"""
    names = on_both(case, "operator")
    words = [word_of_builder(name) for name in names.values()]
    if words and all(words):
        text = f"从“{words[0]}”看像是基础建设单位，请核对；确实负责集群运营管理的请说明。"
        yield Fault(tuple(names), f"{quoted(case, *names)}，{text}")
