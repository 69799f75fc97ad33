"""八、未来三年中小企业特色产业集群发展规划"""

from decimal import Decimal

from jiqun.core.form.beijing.fields import HUNDRED, ZERO, narrative, note
from jiqun.core.form.years import Years
from jiqun.core.form.model import Field, Kind, Option
from jiqun.core.form.rows import AddedTargets, Direction, Part, Row, Section, Target, TargetTable

#: 字 allowed for the whole of part 八.
LIMIT = 3000

#: How many indicators an applicant may add to one direction.
ADDED = 8

#: The form prints 二氧化碳排放量 without a unit: a total, or (as part 五 and the national plan it
#: comes from have it) an intensity. The applicant says which.
CO2_UNITS = (
    Option("t", "吨"),
    Option("10kt", "万吨"),
    Option("intensity", "吨二氧化碳/万元"),
)


def part8(years: Years) -> Part:
    return Part(
        "八",
        "未来三年中小企业特色产业集群发展规划",
        (
            Section(("（3000字以内）",)),
            *story(),
            *targets(years),
            *goals(years),
            *measures(),
        ),
    )


def plan(id: str, label: str) -> Field:
    return narrative(f"plan.{id}", label, limit=None)


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
    base, target = f"{years.base}年基准值", f"{years.target}年目标值"
    return (
        Section(
            (
                "（2） 发展目标",
                "1.三年总体目标",
                "（集群须围绕主导产业、创新、数字化、绿色化、开放合作、治理和服务等方面设定清晰、"
                "可考核的发展目标，鼓励集群根据自身特色增加考核指标，不局限于以上方面）",
            )
        ),
        TargetTable(("方向", "指标", base, target), directions(years, base, target)),
        Section(
            (
                f"（备注：基准值须符合中小企业特色产业集群认定标准，{target}须符合以下要求：",
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


def directions(years: Years, base: str, target: str) -> tuple[Direction, ...]:
    def figure(
        id: str,
        label: str,
        unit: str,
        *,
        kind: Kind = Kind.NUMBER,
        low: Decimal | None = ZERO,
        high: Decimal | None = None,
        unit_choice: Field | None = None,
    ) -> Target:
        def field(
            suffix: str, printed: str, stages: tuple[int, ...] = (), required: bool = True
        ) -> Field:
            return Field(
                id=f"targets.{id}.{suffix}",
                key=f"targets.{id}.{{year}}" if stages else "",
                label=printed,
                name=f"{label}{printed}",
                kind=kind,
                unit=unit,
                years=stages,
                low=low,
                high=high,
                required=required,
                cites=note(9, 17) if "增速" in label else note(17),
            )

        return Target(
            label,
            field("base", base),
            field("target", target),
            field("stage", "阶段性目标值", years.plan, required=False),
            unit_choice,
        )

    def described(id: str) -> Target:
        def field(suffix: str, printed: str) -> Field:
            return Field(
                id=f"targets.{id}.{suffix}",
                label=printed,
                name=f"{names[id]}定性描述{printed}",
                kind=Kind.LINE,
                cites=note(17),
            )

        return Target("定性描述", field("base", base), field("target", target))

    names = {"openness": "开放合作", "governance": "治理和服务"}
    co2_unit = Field(
        id="targets.co2.unit",
        label="二氧化碳排放量",
        name="二氧化碳排放量计量单位",
        kind=Kind.CHOICE,
        options=CO2_UNITS,
        required=False,
        cites=note(17),
    )
    return (
        Direction(
            "主导产业",
            (
                figure("output_growth", "近三年集群产值年均增速", "%", low=None),
                figure("quality_smes", "优质中小企业数量", "家", kind=Kind.COUNT),
                added("leading", "主导产业", base, target),
            ),
        ),
        Direction(
            "创新",
            (
                figure("rd_spend", "研发经费投入", "亿元"),
                figure("valid_patents", "有效发明专利数", "件", kind=Kind.COUNT),
                added("innovation", "创新", base, target),
            ),
        ),
        Direction(
            "数字化",
            (
                figure("iiot_rate", "工业互联网普及率", "%", high=HUNDRED),
                added("digital", "数字化", base, target),
            ),
        ),
        Direction(
            "绿色化",
            (
                figure("co2", "二氧化碳排放量", "", unit_choice=co2_unit),
                figure("energy_per_output", "单位工业产值能耗", "吨标准煤/万元"),
                added("green", "绿色化", base, target),
            ),
        ),
        Direction("开放合作", (described("openness"),)),
        Direction("治理和服务", (described("governance"),)),
        Direction("其它", (added("other", "其它", base, target),)),
    )


def added(id: str, direction: str, base: str, target: str) -> AddedTargets:
    def field(suffix: str, label: str) -> Field:
        return Field(
            id=f"targets.added.{id}.{suffix}",
            key=f"targets.added.{id}.{{n}}.{suffix}",
            label=label,
            name=f"{direction}增加指标{label}",
            kind=Kind.LINE,
            lines=ADDED,
            required=False,
            cites=note(17),
        )

    return AddedTargets(field("label", "指标"), field("base", base), field("target", target))


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
