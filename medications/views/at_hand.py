"""What a clinician needs at hand while somebody is in the room: each plan with its dose, its gate and what is due.

It is made of the same parts as a plan's own page, so that nothing is judged twice, and its forms are the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from medications.models import Hold, LogEntry, TitrationPlan
from medications.panels import PlanRow, rows_of
from medications.presentation.entries import EntryLine, entry_lines, for_lines
from medications.presentation.following_up import DueLine
from medications.presentation.gate import GateLine, Link
from medications.presentation.words import regimen_in_words
from medications.services.plan_facts import PlanFacts
from medications.services.proposing import proposed_from
from medications.terms import PlanStatus
from medications.views.plan_page import GateView, gate_view, news_of, raised_beside, target_of
from practice.staff.models import User
from practice.staff.roles import Permission

ENTRIES = 12


@dataclass(frozen=True, kw_only=True)
class PlanAtHand:
    """One plan; `acts` are the links to what can be done with it, each an address that also answers in place."""

    plan: TitrationPlan
    line: str
    hold: Hold | None
    in_use: str
    gate: GateView | None
    news: Sequence[EntryLine]
    still_stands: bool
    due: Sequence[DueLine]
    acts: Sequence[Link]


@dataclass(frozen=True, kw_only=True)
class LogAtHand:
    """The log since a moment, newest first; `more` says that there is older or further to read on its own page."""

    lines: Sequence[EntryLine]
    since: datetime | None
    has_more: bool


def plans_at_hand(patient_id: int, *, user: User, at: datetime, back: str = "") -> list[PlanAtHand]:
    """Every plan that is open; `back` is the query that leads from a page of its own to where one came from."""
    plans = TitrationPlan.objects.visible_to(user, at).filter(patient=patient_id).open()
    found = list(plans.for_gate().with_open_hold().order_by("medication__name", "id"))
    return [_at_hand(row, user=user, at=at, back=back) for row in rows_of(found, at)]


def _at_hand(row: PlanRow, *, user: User, at: datetime, back: str) -> PlanAtHand:
    facts = PlanFacts(plan=row.plan, at=at)
    to = target_of(facts)
    proposed = proposed_from(facts, to=to, by=user) if to else None
    gate = gate_view(facts, to, proposed) if to and proposed else None
    told: Mapping[str, Any] = {
        **news_of(facts, facts.reviews[0] if facts.reviews else None, user=user),
        **raised_beside(facts, proposed, user=user),
    }
    return PlanAtHand(
        plan=row.plan,
        line=row.line,
        hold=getattr(row.plan, "open_hold", None),
        in_use=regimen_in_words(facts.in_use.regimen),
        gate=gate and _leading_back(gate, back),
        news=told["news"],
        still_stands=told["still_stands"],
        due=[replace(each, link=_with(each.link, back)) for each in told["due"]],
        acts=[_with(link, back) for link in _acts(row.plan, user, has_next=to is not None)],
    )


def _acts(plan: TitrationPlan, user: User, *, has_next: bool) -> list[Link]:
    """What is done in a visit; everything else is on the plan's page."""
    links = []
    if user.may(Permission.PRESCRIBE):
        links.append(Link(text=_("Review"), url=reverse("review", args=[plan.pk])))
        if has_next:
            links.append(Link(text=_("Ask, review and step"), url=reverse("sitting", args=[plan.pk])))
    if plan.status == PlanStatus.ACTIVE:
        links.append(Link(text=_("Hold"), url=reverse("hold", args=[plan.pk])))
    elif plan.status == PlanStatus.ON_HOLD and user.may(Permission.PRESCRIBE):
        links.append(Link(text=_("Lift the hold"), url=reverse("lift_hold", args=[plan.pk])))
    return [*links, Link(text=_("Missed doses"), url=reverse("missed_doses", args=[plan.pk]))]


def _leading_back(gate: GateView, back: str) -> GateView:
    """The same gate, whose links know the way back."""
    lines: list[GateLine] = [replace(line, links=[_with(link, back) for link in line.links]) for line in gate.lines]
    return replace(gate, lines=lines, start=next((link for line in lines for link in line.links), None))


def _with(link: Link, back: str) -> Link:
    """A link that carries where one came from, before its place on the page."""
    if not back:
        return link
    address, hash_, place = link.url.partition("#")
    query = back.replace("?", "&") if "?" in address else back
    return replace(link, url=f"{address}{query}{hash_}{place}")


def log_at_hand(patient_id: int, *, user: User, since: datetime | None, at: datetime) -> LogAtHand:
    """What came into the log since the last visit; without one, the newest there is."""
    entries = LogEntry.objects.visible_to(user, at).filter(patient=patient_id)
    recent = entries.filter(happened_at__gte=since) if since else entries
    found = list(for_lines(recent)[: ENTRIES + 1])
    return LogAtHand(
        lines=entry_lines(found[:ENTRIES]),
        since=since and timezone.localtime(since),
        has_more=since is not None or len(found) > ENTRIES,
    )
