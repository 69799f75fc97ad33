"""Units that apply, in the tests."""

from dataclasses import replace
from typing import Any

from jiqun.web.accounts.actions.registration import Applied, register
from jiqun.web.accounts.demo import demo_code
from jiqun.web.accounts.models import User

PASSWORD = "yi-ge-hao-mima"

APPLIED = Applied(
    name="示例集群运营中心",
    code=demo_code("ABCDEFG1"),
    district="密云区",
    contact="张示例",
    phone="010-00000000",
)
OTHER_CODE = demo_code("ABCDEFG2")


def register_example(email: str = "chief@example.org", **changed: Any) -> User:
    applied = replace(APPLIED, **changed)
    return register(applied, name="张示例", email=email, password=PASSWORD)
