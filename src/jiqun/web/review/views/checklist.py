"""The checklist of a review: read, and filled in part by part."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jiqun.core.checklist import WHOLE, Told
from jiqun.core.form import ROSTER
from jiqun.documents.refused import Refused
from jiqun.web.checks.layout import heading_of
from jiqun.web.declarations.models import Declaration
from jiqun.web.declarations.pages.blocks import anchor_of
from jiqun.web.declarations.pages.sheet import SLUG_OF
from jiqun.web.declarations.views.found import person
from jiqun.web.filled import posted
from jiqun.web.review import policy
from jiqun.web.review.actions.checklist import Answered, answer_checks
from jiqun.web.review.models import Answer, Outcome
from jiqun.web.review.queries.checklist import Checklist, Item, checklist_of
from jiqun.web.review.views.found import reviewed

#: What stands in no part of the form.
GENERAL = "总体"
BESIDE = {WHOLE: "whole", ROSTER: "roster"}


@dataclass(frozen=True, slots=True)
class Row:
    """A line as it is shown: with what was typed, where that was refused."""

    item: Item
    name: str
    answer: str
    words: str
    base: int
    place: str
    told: tuple[tuple[str, tuple[tuple[str, str, int | None], ...]], ...]
    waived: bool


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form: how far it is, and whether some can be answered together."""

    heading: str
    anchor: str
    rows: tuple[Row, ...]

    @property
    def done(self) -> int:
        return sum(row.item.answered for row in self.rows)

    @property
    def left_together(self) -> int:
        return sum(not (row.item.answered or row.item.line.doubtful) for row in self.rows)

    @property
    def left_singly(self) -> int:
        return sum(row.item.line.doubtful and not row.item.answered for row in self.rows)


@require_http_methods(["GET", "HEAD", "POST"])
def checklist(request: HttpRequest, pk: int) -> HttpResponse:
    declaration, submission = reviewed(request, pk)
    user, typed, refusal = person(request), posted(request), ""
    if typed is not None:
        try:
            number = answer_checks(
                declaration.pk, by=user, answered=answers_in(typed), rest=rest_in(typed)
            )
        except Refused as why:
            refusal = str(why)
        else:
            messages.success(request, f"审查清单已保存{number}项。")
            return HttpResponse(
                status=302, headers={"Location": f"{request.path}#{typed.get('section', '')}"}
            )
    found = checklist_of(declaration, submission, policy.level_of(user), beside=True)
    pending = declaration.motions.filter(outcome=Outcome.PENDING).exists()
    context = {
        "declaration": declaration,
        "submission": submission,
        "checklist": found,
        "sections": sections_of(declaration, found, typed or QueryDict()),
        "answers": list(Answer),
        "may_check": policy.may_check(user, declaration) and not pending,
        "waiting": policy.may_check(user, declaration) and pending,
        "readable": not declaration.is_returned,
        "refusal": refusal,
    }
    return render(request, "review/checklist.html", context, status=422 if refusal else 200)


def lines_in(typed: QueryDict) -> list[str]:
    """The lines that the form had."""
    return [key.partition("-")[2] for key in typed if key.startswith("digest-")]


def answers_in(typed: QueryDict) -> list[Answered]:
    """Only lines to which something is said."""
    return [
        Answered(
            line=id,
            digest=typed[f"digest-{id}"],
            base=number_in(typed.get(f"base-{id}", "")),
            answer=typed.get(f"answer-{id}", ""),
            words=typed.get(f"words-{id}", ""),
        )
        for id in lines_in(typed)
        if typed.get(f"answer-{id}") or typed.get(f"words-{id}", "").strip()
    ]


def number_in(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else 0


def rest_in(typed: QueryDict) -> Mapping[str, str]:
    """What is to be fulfilled together, if that button was pressed."""
    if typed.get("act") != "rest":
        return {}
    return {id: typed[f"digest-{id}"] for id in lines_in(typed)}


def sections_of(declaration: Declaration, checklist: Checklist, typed: QueryDict) -> list[Section]:
    files = dict(declaration.evidence.filter(removed_at=None).values_list("blob__sha256", "pk"))
    parts = dict.fromkeys(item.line.part for item in checklist.items)
    return [
        Section(
            heading=heading_of(declaration.edition, part) if part != WHOLE else GENERAL,
            anchor=f"part-{SLUG_OF.get(part) or BESIDE[part]}",
            rows=tuple(
                row_of(declaration, item, typed, files, waived=checklist.is_waived(item))
                for item in checklist.of_part(part)
            ),
        )
        for part in parts
    ]


def row_of(
    declaration: Declaration,
    item: Item,
    typed: QueryDict,
    files: Mapping[str, int],
    *,
    waived: bool,
) -> Row:
    """What was typed on a line that has changed since is to be thought over: the words stay."""
    id, check = item.line.id, item.check
    sent, same = f"digest-{id}" in typed, typed.get(f"digest-{id}") == item.line.digest
    stands = check.words if check and item.answered else ""
    return Row(
        item=item,
        name=id.replace(".", "-"),
        answer=(typed.get(f"answer-{id}", "") if same else "") if sent else item.answer,
        words=typed.get(f"words-{id}", "") if sent else stands,
        base=check.pk if check else 0,
        place=place_of(declaration, item),
        told=tuple((told.words, proofs_of(told, files)) for told in item.line.told),
        waived=waived,
    )


def place_of(declaration: Declaration, item: Item) -> str:
    """Where it stands in what was filed; "" if nowhere."""
    key = next(iter(item.line.about), "")
    place = declaration.edition.places.get(key)
    if place is None:
        of_roster = item.line.part == ROSTER and not declaration.is_returned
        return reverse("roster", args=[declaration.pk]) if of_roster else ""
    slug = SLUG_OF[declaration.edition.part_of[place.field.id]]
    return f"{reverse('review_part', args=[declaration.pk, slug])}#{anchor_of(key)}"


def proofs_of(told: Told, files: Mapping[str, int]) -> tuple[tuple[str, str, int | None], ...]:
    """Each file with its pages, and its number where it is still in the list."""
    return tuple((file.called, file.where, files.get(file.sha256)) for file in told.files)
