"""Settle a Word document: what stands on paper once changes, controls and symbols are resolved.

Deletions go, insertions stay, of two alternatives one remains, a ticked control becomes ☑. What
follows can then read plain runs of text, whatever wraps them.
"""

from collections import defaultdict
from collections.abc import Callable
from itertools import islice

from lxml import etree

from jiqun.documents.paper.sheet import TICKED, UNTICKED
from jiqun.documents.reader.names import (
    CELL_PR,
    MC,
    PARAGRAPH_PR,
    RUN_PR,
    SDT_CONTENT,
    SDT_PR,
    TBL_ROW_PR,
    VAL,
    W14,
    R,
    T,
    W,
    is_on,
)
from jiqun.documents.reader.symbols import (
    EMPTY_BOXES,
    FULL_BOXES,
    TICKS,
    is_symbol_font,
    symbol,
    symbols,
)

#: Digits and signs as Unicode has them above and below the line.
RAISED = {
    "superscript": str.maketrans("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾"),
    "subscript": str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
}

#: What the text of a prompt is turned into, which nobody reads.
PROMPT = "prompt"

#: A check box shows one sign, be it in several runs.
MOST_RUNS = 5

#: Set on a paragraph whose mark is deleted: it runs on into the next one.
RUNS_ON = "runs-on"


def settle(root: etree._Element) -> None:
    """Resolve in place, kind by kind, as ``STEPS`` has them."""
    found: dict[str, list[etree._Element]] = defaultdict(list)
    for element in root.iter(*STEPS):
        found[str(element.tag)].append(element)
    for tag, step in STEPS.items():
        for element in found.get(tag, ()):
            step(element)


def remove(element: etree._Element | None) -> None:
    parent = element.getparent() if element is not None else None
    if element is not None and parent is not None:
        parent.remove(element)


def above(element: etree._Element, *tags: str) -> etree._Element | None:
    """The element that holds ``element`` through exactly these parents, nearest first."""
    at: etree._Element | None = element
    for tag in tags:
        at = at.getparent() if at is not None else None
        if at is None or at.tag != tag:
            return None
    return at.getparent() if at is not None else None


def drop_deleted(element: etree._Element) -> None:
    """A deleted stretch, row or paragraph mark: each is written with the same element."""
    parent = element.getparent()
    tag = parent.tag if parent is not None else None
    if tag == TBL_ROW_PR:
        remove(above(element, TBL_ROW_PR))
    elif tag == RUN_PR:
        paragraph = above(element, RUN_PR, PARAGRAPH_PR)
        if paragraph is not None:
            paragraph.set(RUNS_ON, "1")
    else:
        remove(element)


def drop_cell(element: etree._Element) -> None:
    remove(above(element, CELL_PR))


def drop_merged(element: etree._Element) -> None:
    """The old way to merge sideways: every cell but the first is there and says so."""
    if element.get(VAL, "continue") == "continue":
        drop_cell(element)


def drop_hidden(element: etree._Element) -> None:
    """Hidden text is not on paper."""
    run = above(element, RUN_PR)
    if run is not None and run.tag == R and is_on(element.get(VAL)):
        remove(run)


def choose(element: etree._Element) -> None:
    """One text box is written twice, for new programs and for old: keep the first."""
    for alternative in list(element)[1:]:
        element.remove(alternative)


def read_symbol(element: etree._Element) -> None:
    try:
        code = int(element.get(f"{W}char", ""), 16)
    except ValueError:
        return
    element.text = symbol(element.get(f"{W}font", ""), code)
    element.tag = T


def read_font(element: etree._Element) -> None:
    """Letters set in a symbol font: the text says R, the page shows ☑."""
    run = above(element, RUN_PR)
    for side in ("ascii", "hAnsi"):
        font = element.get(f"{W}{side}", "")
        if run is not None and run.tag == R and is_symbol_font(font):
            for text in run.findall(T):
                text.text = symbols(font, text.text or "")
            return


def raise_figures(element: etree._Element) -> None:
    """10² is no 102, and 59¹ (a footnote) no 591: raised and lowered digits become such signs."""
    run, side = above(element, RUN_PR), element.get(VAL, "")
    if run is not None and run.tag == R and side in RAISED:
        for text in run.findall(T):
            text.text = (text.text or "").translate(RAISED[side])


def strike_out(element: etree._Element) -> None:
    """Struck-out text is neither there nor gone: it is read with its strokes, for a person."""
    run = above(element, RUN_PR)
    if run is not None and run.tag == R and is_on(element.get(VAL)):
        for text in run.findall(T):
            text.text = "".join(f"{character}\u0336" for character in text.text or "")


def drop_reading(element: etree._Element) -> None:
    """How a word is pronounced, printed above it."""
    for text in list(element.iter(T)):
        text.tag = PROMPT


def settle_control(element: etree._Element) -> None:
    """A content control: empty if it shows its prompt; one sign if it is a check box."""
    about, content = element.find(SDT_PR), element.find(SDT_CONTENT)
    if about is None or content is None:
        return
    prompt, box = about.find(f"{W}showingPlcHdr"), about.find(f"{W14}checkbox")
    if prompt is not None and is_on(prompt.get(VAL)):
        for text in list(content.iter(T)):
            text.tag = PROMPT
    elif box is not None:
        settle_box(box, list(islice(content.iter(T), MOST_RUNS)))


def settle_box(box: etree._Element, texts: list[etree._Element]) -> None:
    """One sign in place of however many runs; what holds more than a sign is no check box."""
    if len(texts) < MOST_RUNS:
        sign = box_shown(box, "".join(text.text or "" for text in texts))
        for at, element in enumerate(texts):
            element.text = "" if at else sign


def box_shown(box: etree._Element, shown: str) -> str:
    """What the page shows counts; only a sign nobody knows leaves it to the stored state."""
    sign = shown.strip()
    if sign in FULL_BOXES | TICKS:
        return TICKED
    if sign in EMPTY_BOXES:
        return UNTICKED
    state = box.find(f"{W14}checked")
    return TICKED if state is not None and is_on(state.get(f"{W14}val")) else UNTICKED


#: In this order, so that the controls find their symbols resolved.
STEPS: dict[str, Callable[[etree._Element], None]] = {
    f"{MC}AlternateContent": choose,
    f"{W}del": drop_deleted,
    f"{W}moveFrom": drop_deleted,
    f"{W}cellDel": drop_cell,
    f"{W}hMerge": drop_merged,
    f"{W}vanish": drop_hidden,
    f"{W}sym": read_symbol,
    f"{W}rFonts": read_font,
    f"{W}vertAlign": raise_figures,
    f"{W}strike": strike_out,
    f"{W}dstrike": strike_out,
    f"{W}rt": drop_reading,
    f"{W}sdt": settle_control,
}
