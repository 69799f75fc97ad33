"""八、未来三年中小企业特色产业集群发展规划"""

import re
from dataclasses import replace

from jiqun.core.form.beijing.fields import narrative, note
from jiqun.core.form.beijing.targets import target_table
from jiqun.core.form.model import Field, Kind
from jiqun.core.form.rows import Part, Row, Section
from jiqun.core.form.years import Years

#: 字 allowed for the whole of part 八.
LIMIT = 3000

NUMBER = re.compile(r"^(?:[一二三四]、|\d、 |（\d） )")


def part8(years: Years) -> Part:
    return Part(
        "八",
        "未来三年中小企业特色产业集群发展规划",
        (
            Section((f"（{LIMIT}字以内）",)),
            *story(),
            *targets(years),
            *goals(years),
            *measures(),
        ),
        limit=LIMIT,
    )


def plan(id: str, heading: str) -> Field:
    """Messages call a section by its heading without the number: “（1） 总体思路” is “总体思路”."""
    field = narrative(f"plan.{id}", heading, limit=None)
    return replace(field, name=NUMBER.sub("", heading))


def story() -> tuple[Row, ...]:
    return (
        Section(
            (
                "一、集群基本情况简介",
                "包括集群主导产业在细分领域所处发展水平，行业地位，获得荣誉称号，以及相关政策制定"
                "与实施情况、优质市场主体培育、产业链供应链建设等方面近三年来发展情况。",
            ),
            plan("overview", "一、集群基本情况简介"),
        ),
        Section(
            (
                "二、发展成效",
                "包括提升集群主导产业优势、激发集群创新活力、推进集群数字化升级、加快集群绿色低碳"
                "转型、深化集群开放合作、提升集群治理和服务能力等方面开展的工作和取得的成绩。",
            ),
            plan("achievements", "二、发展成效"),
        ),
        # The form really numbers this heading “3、” between 二 and 四.
        Section(("3、 存在的问题",), plan("problems", "3、 存在的问题")),
        Section(("四、未来三年中小企业特色产业集群发展规划",)),
        Section(("（1） 总体思路",), plan("approach", "（1） 总体思路")),
    )


def targets(years: Years) -> tuple[Row, ...]:
    return (
        Section(
            (
                "（2） 发展目标",
                "1.三年总体目标",
                "（集群须围绕主导产业、创新、数字化、绿色化、开放合作、治理和服务等方面设定清晰、"
                "可考核的发展目标，鼓励集群根据自身特色增加考核指标，不局限于以上方面）",
            )
        ),
        target_table(years),
        Section(
            (
                "（备注：基准值须符合中小企业特色产业集群认定标准，"
                f"{years.target}年目标值须符合以下要求：",
                "a. 近三年产值年均增速不低于10%",
                "b. 优质中小企业数量逐年增加",
                "c. 研发经费年均增速不低于10%",
                "d. 有效发明专利数年均增长不低于15%",
                "e. 工业互联网普及率达到45%左右",
                "f. 二氧化碳排放量降低达到18%左右",
                "g. 集群单位工业产值能耗下降达到13.5%左右）",
            )
        ),
    )


def goals(years: Years) -> tuple[Row, ...]:
    field = Field(
        id="plan.goals",
        label="2.阶段性目标",
        name="阶段性目标",
        kind=Kind.NARRATIVE,
        years=years.plan,
        cites=note(1, 17),
    )
    return (
        Section(("2.阶段性目标",)),
        *(
            Section((f"（{number}）{year}年度",), field, year)
            for number, year in enumerate(years.plan, start=1)
        ),
    )


def measures() -> tuple[Row, ...]:
    return (
        Section(("（3） 重点任务",), plan("tasks", "（3） 重点任务")),
        Section(("（4） 保障措施",), plan("safeguards", "（4） 保障措施")),
    )
