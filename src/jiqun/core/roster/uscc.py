"""统一社会信用代码 (GB 32100-2015), with the organisation code (GB 11714) in it.

Of its 18 characters, 1 is the registrar (登记管理部门), 2 the kind of body (机构类别), 3 to 8 the
region of the registrar, 9 to 17 the organisation code, and 18 the check character.
"""

import re
from collections.abc import Mapping
from functools import cache
from operator import mul

from jiqun.core.reading import FULL_WIDTH, INVISIBLE, shortened
from jiqun.core.reference import rows

LENGTH = 18

#: 31 characters, a prime number of them: each stands for its place here.
CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
VALUE = {character: value for value, character in enumerate(CHARACTERS)}
#: The last weight is that of the check character, with which the sum becomes a multiple of 31.
WEIGHTS = (*(pow(3, place, 31) for place in range(LENGTH - 1)), 1)
SHAPE = re.compile(f"[{CHARACTERS}]{{{LENGTH}}}")

#: The organisation code has an alphabet and a check of its own; ten is written X.
BODY = {character: value for value, character in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
BODY_CHECK = "0123456789X"

SEPARATORS = re.compile(r"[\s\-‐‑–—−﹣_.·]+")


def plain_code(typed: str) -> str:
    """As the standard writes it: half-width, in capitals, without spaces and hyphens."""
    if SHAPE.fullmatch(typed):
        return typed
    text = INVISIBLE.sub("", typed).translate(FULL_WIDTH).upper()
    return SEPARATORS.sub("", text)


def wrong_code(code: str) -> str:
    """Why there can be no such code; "" if there can. Takes what ``plain_code`` gives."""
    if SHAPE.fullmatch(code):
        return "" if adds_up(code) else wrong_check(code)
    return wrong_length(code) if len(code) != LENGTH else wrong_characters(code)


def adds_up(code: str) -> bool:
    """Any one wrong character shows, and any two exchanged save the first and the last, whose
    weights are the same."""
    return weighted(code, VALUE, WEIGHTS) % len(CHARACTERS) == 0


def weighted(text: str, values: Mapping[str, int], weights: tuple[int, ...]) -> int:
    """The sum that a check is made of, over as much of a text as there are weights."""
    total: int = sum(map(mul, weights, map(values.__getitem__, text)))
    return total


def check_character(code: str) -> str:
    """The last character that fits the first seventeen."""
    return CHARACTERS[-weighted(code, VALUE, WEIGHTS[:-1]) % len(CHARACTERS)]


#: What is often handed in for it, by length.
OTHER_CODES = {9: "，像是组织机构代码", 15: "，像是原工商注册号或原税务登记号"}

SCIENTIFIC = re.compile(r"[0-9]{1,18}E\+?[0-9]{1,2}")


def wrong_length(code: str) -> str:
    if SCIENTIFIC.fullmatch(code):
        return (
            f"“{code}”是Excel按数字存储后的科学计数，已不是原来的代码，请把该列设为文本后重新填写"
        )
    other = OTHER_CODES.get(len(code), "")
    return f"统一社会信用代码应为{LENGTH}位，“{shortened(code)}”是{len(code)}位{other}，请核对"


#: Letters the standard leaves out since they look like these.
LOOKALIKES = str.maketrans("IOSZ", "1052")


#: Where hardly a character is right, to list them all would not help.
MOST_LISTED = 3


def wrong_characters(code: str) -> str:
    wrong = [
        f"第{place}位“{shortened(character)}”"
        for place, character in enumerate(code, 1)
        if character not in VALUE
    ]
    places = "、".join(wrong[:MOST_LISTED]) + ("等" if len(wrong) > MOST_LISTED else "")
    likely = code.translate(LOOKALIKES)
    hint = f"是否为“{likely}”" if SHAPE.fullmatch(likely) and adds_up(likely) else ""
    return f"{places}不是代码用字（数字和除I、O、S、V、Z外的大写字母），请核对{hint}"


#: Excel keeps fifteen digits of a number; the rest become zeros.
KEPT_DIGITS = 15


def wrong_check(code: str) -> str:
    if code.isdigit() and code.endswith("0" * (LENGTH - KEPT_DIGITS)):
        return (
            f"“{code}”校验不符，像是Excel按数字存储后丢了末{LENGTH - KEPT_DIGITS}位，"
            "请把该列设为文本后重新填写"
        )
    return (
        f"“{code}”校验不符：按前17位，末位应为“{check_character(code)}”；"
        "也可能是其他位填错或两位对调，请对照营业执照核对"
    )


def odd_code(code: str) -> tuple[str, ...]:
    """What is unusual about a code that can be; nothing about one that cannot."""
    if wrong_code(code):
        return ()
    return tuple(filter(None, (odd_registrar(code), odd_region(code), odd_body(code))))


@cache
def registrars() -> Mapping[str, Mapping[str, str]]:
    return {row["code"]: row for row in rows("uscc_registrars")}


@cache
def provinces() -> Mapping[str, str]:
    return {row["code"]: row["name"] for row in rows("provinces")}


def odd_registrar(code: str) -> str:
    known = registrars().get(code[0])
    if not known:
        return f"第1位“{code[0]}”不是登记管理部门代码，请核对"
    if code[1] not in known["categories"].split(";"):
        return f"第1、2位“{code[:2]}”：{known['name']}没有机构类别“{code[1]}”，请核对"
    return ""


#: Registered with the ministries and administrations of the state, or in the city.
STATE, CITY = "100000", "11"


def odd_region(code: str) -> str:
    region = code[2:8]
    if region == STATE or (region.isdigit() and region.startswith(CITY)):
        return ""
    province = provinces().get(region[:2], "") if region.isdigit() else ""
    if not province:
        return f"第3至8位“{region}”不是行政区划代码，请核对"
    return f"第3至8位“{region}”是{province}的登记机关，请确认是集群内企业"


def odd_body(code: str) -> str:
    due = body_check(code[8:16])
    if code[16] == due:
        return ""
    return f"第9至17位主体标识码“{code[8:17]}”校验不符，末位应为“{due}”，请核对"


def body_check(body: str) -> str:
    """The check character of an organisation code by its first eight."""
    return BODY_CHECK[-weighted(body, BODY, BODY_WEIGHTS) % len(BODY_CHECK)]
