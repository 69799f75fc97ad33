"""Values to try, as a browser posts them."""

from django.http import QueryDict

from jiqun.web.checks.trial import Trial, typed_trial
from tests.declarations import golden

CLEAN = golden("clean").facts
SHARE = "集群内中小企业产值占集群总产值比例（%）（2023年）"
VIOLATION = "是否存在偷税漏税、违法违规、严重失信和其他重大问题的行为"


def posted(*rows: tuple[str, str]) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, value in rows:
        query.appendlist("try.field", name)
        query.appendlist("try.value", value)
    return query


def tried(*rows: tuple[str, str]) -> Trial:
    return typed_trial(posted(*rows), CLEAN)
