"""The stages of one call, and who acts in them."""

from enum import Enum, StrEnum


class State(StrEnum):
    """The stages of one call, in their order."""

    DRAFT = "draft"
    FILED = "filed"
    DISTRICT_REVIEW = "district_review"
    RETURNED_BY_DISTRICT = "returned_by_district"
    NOT_RECOMMENDED = "not_recommended"
    RECOMMENDED = "recommended"
    FORMAL_REVIEW = "formal_review"
    RETURNED_BY_BUREAU = "returned_by_bureau"
    APPRAISAL = "appraisal"
    PROPOSED = "proposed"
    FAILED = "failed"
    NOTICE = "notice"
    OBJECTED = "objected"
    RECOGNISED = "recognised"
    CANCELLED = "cancelled"
    TERMINATED = "terminated"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    State.DRAFT: "草稿",
    State.FILED: "已报送",
    State.DISTRICT_REVIEW: "区初审",
    State.RETURNED_BY_DISTRICT: "区退回补正",
    State.NOT_RECOMMENDED: "不予推荐",
    State.RECOMMENDED: "区已推荐",
    State.FORMAL_REVIEW: "市形式审查",
    State.RETURNED_BY_BUREAU: "市退回补正",
    State.APPRAISAL: "市评审",
    State.PROPOSED: "拟认定",
    State.FAILED: "未通过",
    State.NOTICE: "公示",
    State.OBJECTED: "异议核查",
    State.RECOGNISED: "认定",
    State.CANCELLED: "取消",
    State.TERMINATED: "终止",
}

#: Given back to its operator, for what was named.
RETURNED = (State.RETURNED_BY_DISTRICT, State.RETURNED_BY_BUREAU)
#: Its operator has it and may change it.
WITH_OPERATOR = (State.DRAFT, *RETURNED)
#: Nothing follows; what becomes of a recognised cluster is another story.
ENDS = (
    State.NOT_RECOMMENDED,
    State.FAILED,
    State.RECOGNISED,
    State.CANCELLED,
    State.TERMINATED,
)


class Level(StrEnum):
    """Whose it is to act."""

    OPERATOR = "operator"
    DISTRICT = "district"
    BUREAU = "bureau"

    @property
    def label(self) -> str:
        return {"operator": "运营管理机构", "district": "区级主管部门", "bureau": "市经信局"}[self]


class Actor(Enum):
    """Who acts: those of a level, and whether it takes one who heads it (负责人、审签)."""

    OPERATOR_HEAD = (Level.OPERATOR, True, "运营管理机构负责人")
    DISTRICT_MAKER = (Level.DISTRICT, False, "区经办")
    DISTRICT_CHECKER = (Level.DISTRICT, True, "区审签")
    BUREAU_MAKER = (Level.BUREAU, False, "市经办")
    BUREAU_CHECKER = (Level.BUREAU, True, "市审签")

    def __init__(self, level: Level, heads: bool, label: str) -> None:
        self.level, self.heads, self.label = level, heads, label
