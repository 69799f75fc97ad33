"""What was appended to a paper: accepted if it is signatures and what belongs to them."""

from collections.abc import Iterable, Iterator
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import map_with_return
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.diff_analysis import (
    CatalogModificationRule,
    DocInfoRule,
    DSSCompareRule,
    FormUpdatingRule,
    MetadataUpdateRule,
    ModificationLevel,
    ObjectStreamRule,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    SuspiciousModification,
    XrefStreamRule,
)
from pyhanko.sign.diff_analysis.commons import compare_key_refs
from pyhanko.sign.diff_analysis.constants import (
    ACROFORM_EXEMPT_STRICT_COMPARISON,
    ROOT_EXEMPT_STRICT_COMPARISON,
)
from pyhanko.sign.diff_analysis.form_rules_api import FormUpdate
from pyhanko.sign.diff_analysis.rules_api import ReferenceUpdate, WhitelistRule
from pyhanko.sign.fields import enumerate_sig_fields

from jiqun.documents.refused import Refused

MORE = (
    "除电子签名外，文件还有其他改动（如增加了页面、批注或附件）；"
    "请重新下载申报表，只签名，不做其他编辑，再上传。"
)
COVERING = (
    "签章图样过大，遮住了申报表的内容；请把每一页上的签章缩小到合计10厘米见方以内，重新签名后上传。"
)
ACTING = "签名中夹带了可执行的动作，为安全起见不予收取；请换用其他签名软件，重新签名后上传。"

CENTIMETRE = 72 / 2.54

#: Of all on a page. A seal is five centimetres wide; what is much larger could show another paper
#: instead of ours.
LARGEST = (10 * CENTIMETRE) ** 2

#: What a field does when somebody opens or touches it.
ACTIONS = ("/A", "/AA")


class FirstForm(FormUpdatingRule):
    """pyHanko compares with a signed file, which has a form for its fields. Ours has none until it
    is signed: an empty one stands for it."""

    def apply(
        self, old: HistoricalResolver, new: HistoricalResolver
    ) -> Iterable[tuple[ModificationLevel, FormUpdate]]:
        if "/AcroForm" not in old.root:
            if "/AcroForm" not in new.root:
                return ()
            none = generic.DictionaryObject({generic.pdf_name("/Fields"): generic.ArrayObject()})
            old.root[generic.pdf_name("/AcroForm")] = none
        found: Iterable[tuple[ModificationLevel, FormUpdate]] = super().apply(old, new)
        return found


class CertifyingRule(WhitelistRule):
    """The first signature may say in the catalog that it certifies the paper."""

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterable[ReferenceUpdate]:
        _, permissions = yield from map_with_return(
            compare_key_refs("/Perms", old, old.root, new.root), ReferenceUpdate
        )
        if isinstance(permissions, generic.DictionaryObject) and permissions.keys() - {"/DocMDP"}:
            raise SuspiciousModification("more than a certification")


#: pyHanko's own, but that the first signature may be among what is added, and no other field.
SIGNATURES_ONLY = StandardDiffPolicy(
    global_rules=[
        CatalogModificationRule(ROOT_EXEMPT_STRICT_COMPARISON | {"/Perms"}),
        CertifyingRule().as_qualified(ModificationLevel.LTA_UPDATES),
        DocInfoRule().as_qualified(ModificationLevel.LTA_UPDATES),
        XrefStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
        ObjectStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
        DSSCompareRule().as_qualified(ModificationLevel.LTA_UPDATES),
        MetadataUpdateRule().as_qualified(ModificationLevel.LTA_UPDATES),
    ],
    form_rule=FirstForm(
        field_rules=[SigFieldCreationRule(), SigFieldModificationRule()],
        ignored_acroform_keys=ACROFORM_EXEMPT_STRICT_COMPARISON | {"/SigFlags"},
    ),
)


def refuse_changes(handed: PdfFileReader, issued: PdfFileReader) -> None:
    """Refuse what is more than signatures, their looks, and what proves them."""
    base = issued.xrefs.total_revisions - 1
    if any(start_of(handed, number) != start_of(issued, number) for number in range(base + 1)):
        raise Refused(MORE)
    if isinstance(SIGNATURES_ONLY.review_file(handed, base), SuspiciousModification):
        raise Refused(MORE)
    for field in fields_of(handed):
        refuse_acting(field)
    for page in pages_of(handed.root["/Pages"]):
        if sum(map(area_of, page.get("/Annots", ()))) > LARGEST:
            raise Refused(COVERING)


def start_of(reader: PdfFileReader, revision: int) -> int | None:
    """Where a revision begins: another history means that ours is not shown at all."""
    if revision >= reader.xrefs.total_revisions:
        return None
    start: int = reader.xrefs.get_startxref_for_revision(revision)
    return start


def fields_of(reader: PdfFileReader) -> Iterator[Any]:
    """The fields that are signed, and what shows them."""
    for _, _, reference in enumerate_sig_fields(reader):
        field = reference.get_object()
        yield field
        yield from (kid.get_object() for kid in field.get("/Kids", ()))


def refuse_acting(field: Any) -> None:
    if any(action in field for action in ACTIONS):
        raise Refused(ACTING)


def pages_of(tree: Any) -> Iterator[Any]:
    for kid in tree["/Kids"]:
        node = kid.get_object()
        if "/Kids" in node:
            yield from pages_of(node)
        else:
            yield node


def area_of(shown: Any) -> float:
    left, bottom, right, top = map(float, shown.get_object().get("/Rect", (0, 0, 0, 0)))
    return abs((right - left) * (top - bottom))
