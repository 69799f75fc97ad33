"""四、数字化升级情况: shares of firms."""

from collections.abc import Iterator

from jiqun.core.figures.book import Figures, Reading, figure, past
from jiqun.core.figures.growth import slip
from jiqun.core.quantity import Quantity

PART = "四"


@figure("cloud_rate", "中小企业上云比例", "%", part=PART, cites=("填报说明12",))
def cloud_rate(of: Figures, year: int) -> Iterator[Reading]:
    """上云比例＝上云中小企业数量÷中小企业数量×100%"""
    yield from share_of_smes(of, of.given("cloud_smes"), year)


@figure("iiot_rate", "工业互联网平台应用普及率", "%", part=PART, cites=("填报说明13",))
def iiot_rate(of: Figures, year: int) -> Iterator[Reading]:
    """工业互联网平台应用普及率＝接入工业互联网平台的中小企业数量÷中小企业数量×100%"""
    yield from share_of_smes(of, of.given("iiot_smes"), year)


def share_of_smes(of: Figures, count: Quantity, year: int) -> Iterator[Reading]:
    share = (count / of.given("smes", year)).in_percent
    yield Reading("", share)
    all_firms = (count / of.given("firms", year)).in_percent
    yield slip(all_firms, "与除以集群全部企业数一致，应除以中小企业数量")
    before = (count / of.given("smes", year - 1)).in_percent
    yield slip(before, "与除以上一年中小企业数量一致，应除以同一年的数量")
    yield slip(share.percent, "与未乘100%的小数一致，本栏单位为%")


@figure("software_rate", "工业软件应用率", "%", part=PART, years=past, cites=("填报说明14",))
def software_rate(of: Figures, year: int) -> Iterator[Reading]:
    """工业软件应用率＝已应用工业软件的企业数量÷计入的企业总数×100%（测算底稿）"""
    asked = of.given("software_asked", year)
    yield Reading("", (of.given("software_users", year) / asked).in_percent)
