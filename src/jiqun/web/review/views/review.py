"""One declaration under review: how it stands, and what was filed, part by part."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jiqun.core.lifecycle import State, Transition, transition, unmet
from jiqun.web.accounts.models import User
from jiqun.web.audit.models import Event
from jiqun.web.audit.queries import events_of
from jiqun.web.checks.layout import heading_of
from jiqun.web.declarations.models import Declaration
from jiqun.web.declarations.pages.sheet import SLUGS, blocks
from jiqun.web.declarations.pages.shown import called
from jiqun.web.declarations.queries.corrections import corrections_of
from jiqun.web.declarations.queries.declarations import visible_to
from jiqun.web.declarations.views.found import person
from jiqun.web.review import policy
from jiqun.web.review.models import Motion, Outcome
from jiqun.web.review.queries.clocks import clocks_of
from jiqun.web.review.queries.queue import case_of
from jiqun.web.review.queries.situation import situation_of
from jiqun.web.review.reading import read
from jiqun.web.review.views.found import reviewed
from jiqun.web.review.works import works_of


@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    declaration, submission = reviewed(request, pk)
    user = person(request)
    reading = read(declaration, submission, user)
    edition = reading.edition
    context = {
        **standing(request, declaration),
        "readable": is_readable(user, declaration),
        "submission": submission,
        "reading": reading,
        "parts": [
            (slug, heading_of(edition, number), reading.count(number))
            for slug, number in SLUGS.items()
        ],
        "works": works_of(user, declaration),
        "remarks": [(each, called(edition, each.key)) for each in reading.remarks],
        "corrections": corrections_of(declaration),
        "events": told_to(user, declaration),
    }
    return render(request, "review/review.html", context)


def is_readable(user: User, declaration: Declaration) -> bool:
    """Is what its operator has just what was filed, so that one may look into it?"""
    return visible_to(user).filter(pk=declaration.pk).exists()


def told_to(user: User, declaration: Declaration) -> QuerySet[Event]:
    """How it went from stage to stage, and what one's own authority has done with it; how a draft
    came about, and what others think, is their affair."""
    every = events_of(declaration.chain)
    own = Q(actor__unit=user.unit) | Q(actor=None, data__unit=user.unit_id)
    return every.filter(Q(data__has_key="to") | own)


def standing(request: HttpRequest, declaration: Declaration) -> dict[str, Any]:
    """How it stands, and what the reader may do with it."""
    user = person(request)
    pending = pending_motion(declaration)
    motion = pending if pending and pending.unit_id == user.unit_id else None
    step = transition(State(declaration.state), motion.verb) if motion else None
    to_prepare = () if pending else policy.to_prepare(user, declaration)
    return {
        "declaration": declaration,
        "case": case_of(user, declaration, clocks_of([declaration]).get(declaration.pk), motion),
        "motion": motion,
        "step": step,
        "signed_on": signed_on(user, motion),
        "may_sign": step is not None and policy.may_sign(user, declaration, step),
        "may_drop": motion is not None and motion.prepared_by_id == user.pk,
        "may_remark": policy.may_remark(user, declaration),
        "at_once": policy.at_once(user, declaration),
        "to_prepare": to_prepare,
        "foremost": foremost(to_prepare, declaration),
        "sent_back": sent_back(declaration, user),
    }


#: Where a review goes on to.
ONWARD = ("recommend", "pass")


def foremost(steps: Sequence[Transition], declaration: Declaration) -> str:
    """Of what can be prepared: to go on, once nothing stands against it; before that, what comes
    first, unless that would end it."""
    onward = [each for each in steps if each.verb in ONWARD]
    ready = [each for each in onward if not unmet(each, situation_of(declaration))]
    verb = next((each.verb for each in (*ready, *steps)), "")
    return "" if verb == "terminate" else verb


def pending_motion(declaration: Declaration) -> Motion | None:
    pending = declaration.motions.filter(outcome=Outcome.PENDING)
    return pending.select_related("prepared_by__unit").first()


def signed_on(user: User, motion: Motion | None) -> Any:
    """What the motion keeps of the checklist, for those of the same authority only."""
    own = motion is not None and motion.unit_id == user.unit_id
    return motion.payload.get("checklist") if motion and own else None


def sent_back(declaration: Declaration, user: User) -> Motion | None:
    """The last one of the reader's authority, if whoever signs gave it back."""
    own = declaration.motions.filter(unit=user.unit)
    last = own.select_related("decided_by__unit").first()
    return last if last and last.outcome == Outcome.SENT_BACK else None


@require_safe
def review_part(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    declaration, submission = reviewed(request, pk)
    if slug not in SLUGS:
        raise Http404
    reading = read(declaration, submission, person(request))
    edition, number = reading.edition, SLUGS[slug]
    context = {
        "declaration": declaration,
        "submission": submission,
        "heading": heading_of(edition, number),
        "slug": slug,
        "blocks": blocks(edition.id, number),
        "steps": [(each, heading_of(edition, number)) for each, number in SLUGS.items()],
        "cells": reading.cells,
        "cell_template": "review/cell.html",
        "beside_template": "review/notes.html",
        "may_remark": policy.may_remark(person(request), declaration),
        "readable": is_readable(person(request), declaration),
    }
    return render(request, "review/part.html", context)
