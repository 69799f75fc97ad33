"""The district's candidates on paper: the letter (推荐函) and the table (推荐汇总表)."""

from collections.abc import Sequence
from datetime import date

from jiqun.core.facts import Facts, parse_facts
from jiqun.core.form.model import Kind
from jiqun.core.reading import print_value
from jiqun.documents.letters import Letter, Table, Text
from jiqun.web.accounts.models import Unit
from jiqun.web.declarations.models import Call, Submission
from jiqun.web.review.queries.recommendations import Candidate

TO = "北京市经济和信息化局"
LETTER, SUMMARY = "推荐函", "推荐汇总表"


def letter_of(call: Call, candidates: Sequence[Candidate], unit: Unit, day: date) -> Letter:
    """From the district to the bureau: whom it recommends, in its order, and why more than are
    foreseen."""
    count = len(candidates)
    listed = [
        Text(f"{n}. {each.declaration}（运营管理机构：{each.declaration.unit.name}）")
        for n, each in enumerate(candidates, start=1)
    ]
    contact = "，".join(
        f"{label}：{value}"
        for label, value in (("联系人", unit.contact), ("联系电话", unit.phone))
        if value
    )
    return Letter(
        title="关于推荐北京市中小企业\n特色产业集群的函",
        to=TO,
        pieces=(
            Text(
                f"按照“{call.title}”的安排，我单位组织了申报、初审和实地核查，"
                f"现推荐以下{count}个集群，按推荐次序排列："
            ),
            *listed,
            *beyond(call, candidates),
            Text("请予审查。"),
        ),
        attachments=(SUMMARY, "申报表和佐证材料"),
        signed=unit.name,
        day=day,
        contact=contact,
    )


def beyond(call: Call, candidates: Sequence[Candidate]) -> list[Text]:
    """Every reason that was written for one beyond the quota."""
    reasons = [
        (each, each.recommendation.why_beyond_quota)
        for each in candidates
        if each.recommendation and each.recommendation.why_beyond_quota
    ]
    if len(candidates) <= call.quota or not reasons:
        return []
    told = "".join(f"“{each.declaration}”的理由：{ended(why)}" for each, why in reasons)
    return [Text(f"推荐数超过{call.quota}个，超出部分的理由如下。{told}")]


def ended(sentence: str) -> str:
    return sentence if sentence.endswith(("。", "！", "？")) else f"{sentence}。"


def summary_of(
    call: Call,
    rows: Sequence[tuple[Candidate, Submission | None]],
    *,
    signed: str,
    day: date,
    of_all: bool,
) -> Letter:
    """No rule says which columns the table has: these are ours, all from the form. Where it is
    ``of_all`` districts, it has the place in each of them besides."""
    heads, widths = columns_of(call, of_all=of_all)
    lines = [
        row_of(number, each, submission, of_all=of_all)
        for number, (each, submission) in enumerate(rows, start=1)
    ]
    return Letter(
        title=f"北京市中小企业特色产业集群{SUMMARY}",
        pieces=(Text(f"申报批次：{call.title}"), Table(heads, lines, widths)),
        signed=signed,
        day=day,
        broad=True,
    )


#: What of the form the table has; figures are those of the last year, but the output's.
FIGURES = (
    ("smes", "中小企业数", 13),
    ("specialized_smes", "专精特新数", 13),
    ("little_giants", "小巨人数", 12),
    ("champions", "单项冠军数", 13),
)


def columns_of(call: Call, *, of_all: bool) -> tuple[list[str], list[int]]:
    years = call.edition.years.past
    columns = [
        ("序号", 11),
        ("集群名称", 32),
        ("所属区", 16),
        *([("区内排序", 11)] if of_all else []),
        ("运营管理机构", 32),
        ("主导产业类型", 16),
        *((f"{year}年产值（亿元）", 17) for year in years),
        ("面积（平方公里）", 16),
        *((label, width) for _, label, width in FIGURES),
        ("联系人和联系方式", 34),
    ]
    return [head for head, _ in columns], [width for _, width in columns]


def row_of(
    number: int, each: Candidate, submission: Submission | None, *, of_all: bool
) -> list[str]:
    """As it was filed when it was recommended."""
    edition = each.declaration.edition
    facts, _ = parse_facts(edition.id, submission.facts if submission else {})
    contact = " ".join(filter(None, (said(facts, f"operator_{of}") for of in ("contact", "phone"))))
    return [
        str(number),
        said(facts, "cluster_name") or str(each.declaration),
        each.declaration.unit.district,
        *([str(each.place or "")] if of_all else []),
        said(facts, "operator") or each.declaration.unit.name,
        said(facts, "sector"),
        *(said(facts, f"output.{year}") for year in edition.years.past),
        said(facts, "area"),
        *(said(facts, f"{field}.{edition.years.base}") for field, _, _ in FIGURES),
        contact,
    ]


def said(facts: Facts, key: str) -> str:
    """As it is printed; "" where it is blank."""
    value = facts.get(key)
    if value is None:
        return ""
    field = facts.edition.places[key].field
    if field.kind is Kind.CHOICE and isinstance(value, str):
        return field.option(value).label
    return print_value(value)
