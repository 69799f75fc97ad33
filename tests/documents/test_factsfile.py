"""Facts files: what a YAML or JSON file says, and every way it is refused."""

import json
from decimal import Decimal
from time import perf_counter

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from jiqun.core.evidence import all_demands
from jiqun.core.facts import Facts, Problem, as_json
from jiqun.core.form import DEFAULT_EDITION, EDITIONS, get_edition
from jiqun.core.reading import one_line
from jiqun.core.values import NONE, Value
from jiqun.documents.factsfile import FactsFile, dump_facts, load_facts
from jiqun.documents.refused import Refused
from tests.declarations import DEMO, GOLDENS, golden
from tests.strategies import HOSTILE_TEXT, any_facts, printed_facts

EDITION = get_edition("beijing-2024")


def facts(values: dict[str, Value] | None = None, edition: str = DEFAULT_EDITION) -> Facts:
    return Facts(get_edition(edition), values or {})


def load(text: str) -> FactsFile:
    return load_facts(text.encode())


def refusal(data: str | bytes) -> Refused:
    with pytest.raises(Refused) as refused:
        load_facts(data.encode() if isinstance(data, str) else data)
    return refused.value


# --- What is read ---

EXAMPLE = """\
edition: beijing-2024
facts:
  cluster_name: 北京市密云区测控装备产业集群
  output.2021: 41.20
  chain_work: [chain_map, joint_research]
  overseas_branches: 无
  national_platforms.count: 1
  national_platforms.names: [某国家工程研究中心]     # a list, one per line on paper
reasons:
  R2-07: 2022年某龙头企业迁入，产值按注册地统计
"""


def test_the_example_of_the_guide() -> None:
    assert load(EXAMPLE) == FactsFile(
        facts(
            {
                "cluster_name": "北京市密云区测控装备产业集群",
                "output.2021": Decimal("41.20"),
                "chain_work": frozenset({"chain_map", "joint_research"}),
                "overseas_branches": NONE,
                "national_platforms.count": 1,
                "national_platforms.names": ("某国家工程研究中心",),
            }
        ),
        {"R2-07": "2022年某龙头企业迁入，产值按注册地统计"},
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("null", "null"),
        ("~", "~"),
        ("true", "true"),
        ("08", "08"),
        ("1_0", "1_0"),
        ("1e3", "1e3"),
        ("0x1F", "0x1F"),
        ("2024-05-30", "2024-05-30"),
        ("12:30:45", "12:30:45"),
        (".inf", ".inf"),
        ("<<", "<<"),
        ("=", "="),
        ("'08'", "08"),
        ('"\\u4e2d\\t文"', "中 文"),
        ("|-\n    第一行\n    第二行", "第一行第二行"),
    ],
)
def test_every_scalar_is_text(text: str, value: str) -> None:
    assert load(f"facts:\n  cluster_name: {text}\n").facts == facts({"cluster_name": value})


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "facts:\n", "facts: {}\n", "facts: []\n"])
def test_a_file_may_be_empty(text: str) -> None:
    assert load(text) == FactsFile(facts())


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_file_names_its_edition(edition: str) -> None:
    assert load(f"edition: {edition}\n").facts == facts(edition=edition)
    assert load(json.dumps({"edition": edition})).facts == facts(edition=edition)


def test_blank_none_and_zero_stay_three_things() -> None:
    text = "facts:\n  firms.2021:\n  firms.2022: 无\n  firms.2023: 0\n  area: ''\n"
    assert load(text).facts == facts({"firms.2022": NONE, "firms.2023": 0})


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"]
)
def test_what_windows_saves_is_read(encoding: str) -> None:
    mark = "\ufeff" if encoding in ("utf-16-le", "utf-16-be") else ""
    data = f"{mark}{EXAMPLE}".replace("\n", "\r\n").encode(encoding)
    assert load_facts(data) == load(EXAMPLE)


def test_json_is_read_like_yaml() -> None:
    text = """{
      "edition": "beijing-2024",
      "facts": {
        "cluster_name": "示例\\u96c6群", "output.2021": 41.20, "output.2022": 41,
        "firms.2021": 12, "firms.2022": null, "chain_work": ["chain_map"], "services": [],
        "overseas_branches": "无"
      },
      "reasons": {"R0-08": "确属正文。", "R0-09": ""}
    }"""
    assert load(text) == FactsFile(
        facts(
            {
                "cluster_name": "示例集群",
                "output.2021": Decimal("41.20"),
                "output.2022": Decimal("41.00"),
                "firms.2021": 12,
                "chain_work": frozenset({"chain_map"}),
                "overseas_branches": NONE,
            }
        ),
        {"R0-08": "确属正文。"},
    )


# --- Evidence: none attached, and nothing said of it, are two things ---


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("", None),
        ("evidence:\n", None),
        ("evidence: ''\n", None),
        ('{"evidence": null}', None),
        ("evidence: {}\n", {}),
        ("evidence: []\n", {}),
        ('{"evidence": {}}', {}),
        ("evidence:\n  alliances.list:\n", {}),
        ("evidence:\n  alliances.list: []\n  valid_patents.list: ' '\n", {}),
        ("evidence:\n  alliances.list: 甲.pdf\n", {"alliances.list": ("甲.pdf",)}),
        (
            "evidence:\n  alliances.list: [甲.pdf, '', ' 乙 丙.pdf ']\n",
            {"alliances.list": ("甲.pdf", "乙 丙.pdf")},
        ),
        ('{"evidence": {"alliances.list": ["甲.pdf"]}}', {"alliances.list": ("甲.pdf",)}),
        ('{"evidence": {"alliances.list": null}}', {}),
    ],
)
def test_which_files_are_attached(text: str, evidence: dict[str, tuple[str, ...]] | None) -> None:
    assert load(text) == FactsFile(facts(), evidence=evidence)


# --- What is refused: line, key, reason ---

UNKNOWN = "beijing-2024表样中没有这一项"
UNDEMANDED = "beijing-2024表样中没有需要附材料的这一项"
TOP = "填报数据文件最外层没有这一项"
TOO_MANY = "文件有超过5000项内容，填报数据最多几百项，请确认选对了文件。"
SECTORS = "可选：primary（第一产业）、secondary（第二产业）、tertiary（第三产业）"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (
            "facts:\n  cluster_nam: 甲\n",
            [Problem("cluster_nam", f"{UNKNOWN}，是否为“cluster_name”？", 2)],
        ),
        ("facts:\n  zzz: 甲\n", [Problem("zzz", UNKNOWN, 2)]),
        (
            f"facts:\n  area: 1\n  {'长' * 70}: 甲\n",
            [Problem("长" * 60 + "…", UNKNOWN, 3)],
        ),
        ("facts:\n  'a  b': 甲\n", [Problem("a b", UNKNOWN, 2)]),
        (
            "facts:\n  area: 1e999\n  output.2021: NaN\n  output.2022: 12.3.4\n",
            [
                Problem("area", "“1e999”不是数字", 2),
                Problem("output.2021", "“NaN”不是数字", 3),
                Problem("output.2022", "“12.3.4”不是数字", 4),
            ],
        ),
        (
            "facts:\n  area: 5亩\n",
            [Problem("area", "“5亩”中的“亩”无法识别，单位应为“平方公里”", 2)],
        ),
        (
            "facts:\n\n  sector: 第2产业\n",
            [Problem("sector", f"没有“第2产业”这个选项，是否为“第二产业”？{SECTORS}", 3)],
        ),
        ("facts:\n  area: [1, 2]\n", [Problem("area", "这里只填一个值，不能填一组", 2)]),
        (
            'facts:\n  chain: "好\\x01的"\n',
            [Problem("chain", "第2个字符（U+0001）无法写入Word文件，请删除", 2)],
        ),
        (
            "facts:\n  chain: 好\x01的\n",
            [Problem("chain", "含有无法写入Word文件的字符（U+0001），请删除", 2)],
        ),
        (
            "facts:\n  area: 1\n  firms.2021: 2\n  area: 3\n",
            [Problem("area", "与第2行重复，请只保留一处", 4)],
        ),
        (
            "fact:\n  area: 1\n",
            [Problem("fact", f"{TOP}，是否为“facts”？可用：edition、facts、reasons、evidence", 1)],
        ),
        (
            "area: 1\n",
            [Problem("area", f"{TOP}，可用：edition、facts、reasons、evidence", 1)],
        ),
        ("facts: 甲\n", [Problem("facts", "下面应逐行写“栏目: 内容”", 1)]),
        ("reasons: [甲]\n", [Problem("reasons", "下面应逐行写“栏目: 内容”", 1)]),
        (
            "reasons:\n  R2-7: 甲\n  R0-08: 乙\n  R0-08: 丙\n",
            [
                Problem("R0-08", "与第3行重复，请只保留一处", 4),
                Problem("R2-7", "不是校验规则的编号（编号如R2-07）", 2),
            ],
        ),
        (
            'reasons:\n  R0-08: "\\0"\n',
            [Problem("R0-08", "含有无法写入Word文件的字符（U+0000），请删除", 2)],
        ),
        (
            "evidence:\n  chain_work.chain_maps.evidence: 甲.pdf\n  zzz: 乙.pdf\n",
            [
                Problem(
                    "chain_work.chain_maps.evidence",
                    f"{UNDEMANDED}，是否为“chain_work.chain_map.evidence”？",
                    2,
                ),
                Problem("zzz", UNDEMANDED, 3),
            ],
        ),
        # An answer is no proof, nor does every answer demand one.
        (
            "evidence:\n  alliances.evidence: 甲.pdf\n  chain_work: 乙.pdf\n",
            [
                Problem("alliances.evidence", f"{UNDEMANDED}，是否为“alliances.list”？", 2),
                Problem("chain_work", f"{UNDEMANDED}，是否为“chain_work.academia.evidence”？", 3),
            ],
        ),
        (
            "evidence:\n  alliances.list: 甲.pdf\n  alliances.list: 乙.pdf\n",
            [Problem("alliances.list", "与第2行重复，请只保留一处", 3)],
        ),
        (
            'evidence:\n  alliances.list: [甲.pdf, "乙\\x01"]\n',
            [Problem("alliances.list", "含有无法写入Word文件的字符（U+0001），请删除", 2)],
        ),
        ("evidence: 甲.pdf\n", [Problem("evidence", "下面应逐行写“栏目: 内容”", 1)]),
        (
            "# a remark\nedition: beijing-2023\n",
            [Problem("edition", "没有“beijing-2023”这一表样版次", 2)],
        ),
        ("edition: {a: b}\n", [Problem("edition", "没有“”这一表样版次", 1)]),
        # JSON says the line of each key too, wherever else its name may stand.
        (
            '{"reasons": {"R0-08": "area"},\n "facts":\n  {"area": "x",\n   "area": "1",\n'
            '   "\\u0061rea": "2"}}',
            [
                Problem("area", "与第3行重复，请只保留一处", 4),
                Problem("area", "与第3行重复，请只保留一处", 5),
            ],
        ),
        (
            '{"facts": {\n"area": [[1]]}}',
            [Problem("area", "应是文字、数字或一组文字，不能再嵌套，请核对", 2)],
        ),
        (
            '{"facts": {"sector":\n{"a": 1}}}',
            [Problem("sector", "应是文字、数字或一组文字，不能再嵌套，请核对", 1)],
        ),
        ('{"facts": {"\\ud800": "x"}}', [Problem("�", UNKNOWN, 1)]),
        ('{"facts": {"area": true}}', [Problem("area", "“true”不是数字", 1)]),
        (
            '{"facts": {\n"chain": "\\ud800"}}',
            [Problem("chain", "第1个字符（U+D800）无法写入Word文件，请删除", 2)],
        ),
    ],
)
def test_problems_say_line_key_and_reason(text: str, problems: list[Problem]) -> None:
    refused = refusal(text)
    assert list(refused.problems) == problems
    assert str(problems[0]) in str(refused) or problems[0].reason in str(refused)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"x" * 5_000_001, "填报数据文件超过5 MB，请确认选对了文件；填报数据一般不到100 KB。"),
        (b"\xff\xfe\x00", "文件不是文本，无法按填报数据读取，请上传 .docx、.yaml 或 .json 文件。"),
        (b"\x81", "文件不是文本，无法按填报数据读取，请上传 .docx、.yaml 或 .json 文件。"),
        ("只是一段话\n", "这个文件不是填报数据：应以“edition:”“facts:”开头，请核对。"),
        ("- 甲\n", "这个文件不是填报数据：应以“edition:”“facts:”开头，请核对。"),
        ("[1]", "这个文件不是填报数据：应以“edition:”“facts:”开头，请核对。"),
        ("---\n", "这个文件不是填报数据：应以“edition:”“facts:”开头，请核对。"),
        ("facts: {}\n---\nfacts: {}\n", "YAML文件里有多份文档（---），请只保留一份。"),
        (
            "facts:\n  area: &a 1\n",
            "YAML文件第2行使用了锚点或别名（& 或 *），请直接写出内容。",
        ),
        (
            "facts:\n  area: *a\n",
            "YAML文件第2行使用了锚点或别名（& 或 *），请直接写出内容。",
        ),
        (
            "facts: &a\n  area: 1\n",
            "YAML文件第1行使用了锚点或别名（& 或 *），请直接写出内容。",
        ),
        (
            "facts:\n  area: !!str 1\n",
            "YAML文件第2行使用了类型标记（!），请删除，内容一律按文字读取。",
        ),
        (
            "facts: !!python/object:os.system {}\n",
            "YAML文件第1行使用了类型标记（!），请删除，内容一律按文字读取。",
        ),
        (
            "facts:\n  area: ! 1\n",
            "YAML文件第2行使用了类型标记（!），请删除，内容一律按文字读取。",
        ),
        (
            "facts:\n  area:\n    a: 1\n",
            "YAML文件第2行嵌套过深，每一项应是文字或一组文字。",
        ),
        (
            "facts:\n  chain_work:\n    - [chain_map]\n",
            "YAML文件第2行的列表中只能是文字。",
        ),
        ("facts:\n  ? [a]\n  : 1\n", "YAML文件第2行的写法有误，请按“栏目: 内容”填写。"),
        (
            "facts:\n\tarea: 1\n",
            "YAML文件第2行第1列的写法有误，请检查缩进、冒号后的空格和引号。",
        ),
        (
            "facts:\n  area: 'x\n",
            "YAML文件第3行第1列的写法有误，请检查缩进、冒号后的空格和引号。",
        ),
        ("{\n", "JSON文件第2行第1列的写法有误，请检查逗号、引号和括号。"),
        ('{"facts": {}} x', "JSON文件第1行第15列的写法有误，请检查逗号、引号和括号。"),
        ("{" * 100_000, "JSON文件第1行第2列的写法有误，请检查逗号、引号和括号。"),
        ('{"a":' * 100_000, "JSON文件嵌套层次过深，填报数据只有一层，请核对。"),
        ("a: 1\n" * 5001, TOO_MANY),
        ("facts:\n" + "  a: 1\n" * 5001, TOO_MANY),
        ('{"facts": {' + ",".join(['"a": 1'] * 5001) + "}}", TOO_MANY),
    ],
    ids=lambda value: str(value)[:20],
)
def test_files_that_are_no_facts_file(data: str | bytes, sentence: str) -> None:
    refused = refusal(data)
    assert (str(refused), refused.problems) == (sentence, ())


def test_the_first_problem_and_the_number_of_all_are_said() -> None:
    refused = refusal("facts:\n" + "".join(f"  k{n}: x\n" for n in range(200)))
    assert str(refused) == (
        f"填报数据文件有无法读取的内容：第2行“k0”：{UNKNOWN}等200处问题，请改正后重试。"
    )
    assert len(refused.problems) == 50


# --- What is written is read back ---


def test_a_facts_file_is_made_for_people() -> None:
    written = dump_facts(
        facts(
            {
                "cluster_name": "示例：集群",
                "area": Decimal("12.30"),
                "chain": "第一段。\n# 第二段：“引号”。",
                "chain_work": frozenset({"joint_research", "chain_map"}),
                "overseas_branches": NONE,
                "alliances.names": ("示例协会", "- 示例“联盟”"),
                "water_reused": Decimal("3.00"),
            }
        ),
        {"R0-08": "确属：正文"},
        ("第一条\n说明", "坏\x85字"),
        {"alliances.list": ("示例清单.xlsx", "# 说明.pdf")},
    )
    assert (
        written
        == """\
# 第一条 说明
# 坏 字
edition: beijing-2024
facts:
  # 一、基本情况
  cluster_name: "示例：集群"
  area: 12.30
  # 二、主导产业情况
  chain: |-
    第一段。
    # 第二段：“引号”。
  chain_work:
    - chain_map
    - joint_research
  # 六、开放合作情况
  overseas_branches: 无
  # 七、治理和服务水平
  alliances.names:
    - 示例协会
    - "- 示例“联盟”"
  # 测算底稿
  water_reused: 3.00
reasons:
  R0-08: "确属：正文"
evidence:
  alliances.list:
    - 示例清单.xlsx
    - "# 说明.pdf"
"""
    )


REASONS = st.dictionaries(
    st.from_regex(r"R[0-9]-[0-9]{2}", fullmatch=True), HOSTILE_TEXT.filter(bool), max_size=3
)


FILE_NAMES = HOSTILE_TEXT.filter(lambda text: text.isprintable() and one_line(text))
ATTACHED = st.dictionaries(
    st.sampled_from(list(all_demands(EDITION))),
    st.lists(FILE_NAMES.map(one_line), min_size=1, max_size=3).map(tuple),
    max_size=3,
)


@given(
    declared=any_facts("beijing-2024"),
    reasons=REASONS,
    notes=st.lists(st.text(), max_size=2),
    evidence=st.none() | ATTACHED,
)
def test_whatever_facts_hold_comes_back(
    declared: Facts,
    reasons: dict[str, str],
    notes: list[str],
    evidence: dict[str, tuple[str, ...]] | None,
) -> None:
    readable = {rule: text for rule, text in reasons.items() if text.isprintable()}
    written = dump_facts(declared, readable, tuple(notes), evidence)
    assert load(written) == FactsFile(declared, readable, evidence)


@given(text=HOSTILE_TEXT, other=HOSTILE_TEXT)
@example(text="a: b", other="\u2028")
@example(text="\ufeff", other="\x85\n\x7f")
@example(text="|-\n  - a", other="%YAML 1.1")
def test_hostile_texts_come_back(text: str, other: str) -> None:
    raw = {"facts": {"plan.tasks": f"{text}\n{other}", "alliances.names": [text, other]}}
    try:
        declared = load(json.dumps(raw))
    except Refused:
        return  # a character Word cannot hold
    assert load(dump_facts(declared.facts)) == declared


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(declared=printed_facts("beijing-2026"))
def test_whole_declarations_come_back(declared: Facts) -> None:
    assert load(dump_facts(declared)) == FactsFile(declared)


@given(declared=any_facts("beijing-2024"))
def test_yaml_and_json_say_the_same(declared: Facts) -> None:
    plain = {key: as_json(value) for key, value in declared.items()}
    for ascii_only in (True, False):
        text = json.dumps({"edition": "beijing-2024", "facts": plain}, ensure_ascii=ascii_only)
        assert load(text) == load(dump_facts(declared)) == FactsFile(declared)


@pytest.mark.parametrize("name", GOLDENS)
def test_goldens_come_back(name: str) -> None:
    file = golden(name)
    assert load(dump_facts(file.facts, file.reasons, evidence=file.evidence)) == file


# --- Whatever the file holds, it is facts or a sentence, and soon ---


def facts_or_sentence(data: bytes) -> None:
    try:
        load_facts(data)
    except Refused as refused:
        shown = f"{refused}{refused.problems}"
        assert str(refused).endswith("。")
        shown.encode()  # it can be printed


@given(data=st.binary())
@example(data=b"\x00")
@example(data=b"\xff\xfe\x00\xd8")
@example(data=b"%YAML 1.3\n---\na: b")
@example(data=b'{"facts": {"a": "\\ud83d"}}')
@example(data=b'edition: "\\ud800"')
@example(data=b'? "\\xe9": b')
def test_any_bytes_at_all(data: bytes) -> None:
    facts_or_sentence(data)


JUNK = st.one_of(st.binary(max_size=8), st.sampled_from("{}[]:,-?&*!|>'\"%@`#\n\t").map(str.encode))


@given(cut=st.integers(0, 4000), junk=JUNK)
def test_a_damaged_file(cut: int, junk: bytes) -> None:
    whole = (DEMO / "clean.yaml").read_bytes()
    facts_or_sentence(whole[:cut] + junk + whole[cut:])
    facts_or_sentence(whole[:cut] + junk)
    facts_or_sentence(whole[cut:])


MEGA = 1_000_000


@pytest.mark.parametrize(
    ("head", "piece", "times", "tail"),
    [
        ("", "[", 4 * MEGA, ""),
        ("facts: ", "[", 4 * MEGA, ""),
        ("facts: ", "{a: ", MEGA, ""),
        ("", "- ", 2 * MEGA, ""),
        ("facts:\n  chain_work:\n    ", "- ", 2 * MEGA, ""),
        ("", "? ", 2 * MEGA, ""),
        ("facts:\n  ", "? ", 2 * MEGA, ""),
        ("", "a: ", MEGA, ""),
        ("", '{"a":', 900_000, ""),
        ('{"facts": {"area": ', "[", 4 * MEGA, ""),
        ('{"facts": {"area": ', "1", 4 * MEGA, "}}"),
        ('{"facts": {"chain_work": ["x"', ', "x"', 900_000, "]}}"),
        ('{"', "\\\\", 2 * MEGA, '": 1}'),
        ('{"', 'a": 1, "', 600_000, 'a": 1}'),
        ("", "a: 1\n", 900_000, ""),
        ("facts:\n", "  a: 1\n", 700_000, ""),
        ("facts:\n  area: ", "1", 4 * MEGA, ""),
        ("facts:\n  area: ", "1,111", 800_000, ""),
        ("facts:\n  area: ", "1 ", 2 * MEGA, "x"),
        ("facts:\n  'area", " ", 4 * MEGA, "': 1"),
        ("facts:\n  sector: ", "第一产业", 400_000, ""),
        ("facts:\n  ", "k", 4 * MEGA, ": v"),
        ("facts:\n  ", "k", 1000, ": v"),
        ('facts:\n  chain: "', "\\u4e2d", 800_000, '\\0"'),
        ("", "#", 4 * MEGA, "\n-"),
        ("", "\n", 4 * MEGA, "-"),
        ("facts: ", "'", 4 * MEGA, ""),
        ("", "%", 4 * MEGA, ""),
        ("", "a", 4 * MEGA, ""),
    ],
)
def test_repeating_one_thing_takes_nobodys_time(
    head: str, piece: str, times: int, tail: str
) -> None:
    refused_soon(head + piece * times + tail)


@pytest.mark.parametrize("head", ["", "facts:\n", "reasons:\n", "evidence:\n", '{"facts": {', "{"])
def test_nor_do_many_unknown_keys(head: str) -> None:
    if head.startswith("{"):
        pairs = ",\n".join(f'"k{n}": "v"' for n in range(200_000))
        refused_soon(head + pairs + "}" * head.count("{"))
    else:
        refused_soon(head + "".join(f"{' ' if head else ''}k{n}: v\n" for n in range(200_000)))


def test_nor_do_thousands_of_unknown_proofs() -> None:
    refused_soon("evidence:\n" + "".join(f" chain_work.{n}.evidence: v\n" for n in range(4999)))


def test_nor_does_a_thousand_million_laughs() -> None:
    levels = (f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9))
    refused_soon("a0: &a0 [lol]\n" + "".join(levels))


def refused_soon(text: str) -> None:
    start = perf_counter()
    refusal(text)
    assert perf_counter() - start < 10


@pytest.mark.parametrize("key", ["chain", "cluster_name", "authority_phone", "alliances.names"])
def test_a_very_long_text_is_read_up_to_a_length_nobody_needs(key: str) -> None:
    """It breaks rules, and those say so; the file itself is sound."""
    start = perf_counter()
    assert len(load(f"facts:\n  {key}: {'示例；' * 16_000}甲").facts) == 1
    with pytest.raises(Refused, match="内容长达900001个字符，超过50000个"):
        load(f"facts:\n  {key}: {'示例；' * 300_000}甲")
    assert perf_counter() - start < 10


def test_a_file_that_names_no_edition_is_of_the_one_its_years_fit() -> None:
    assert load("facts:\n  output.2026: 40\n  area: 5").facts.edition.id == "beijing-2027"
    assert load("facts:\n  area: 5").facts.edition.id == "beijing-2024"
