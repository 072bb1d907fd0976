"""Today: what waits for the person who signed in. Only clinical roles see clinical work here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from practice.days import due_in_words
from practice.panels import panels_for
from practice.prompts.work_queue import QueueItem, queue_page
from practice.staff.models import User
from practice.staff.roles import Permission


@dataclass(frozen=True, kw_only=True)
class Line:
    """One piece of work as Today says it; `is_from` names whose it is where it reached this person from another.

    `is_first` marks what to start with: the top of the queue, where it leads into a chart.
    """

    item: QueueItem
    due: str
    is_from: str
    is_first: bool = False


@dataclass(frozen=True, kw_only=True)
class Group:
    """Lines that press alike."""

    label: str
    lines: Sequence[Line]


@dataclass(frozen=True, kw_only=True)
class Queue:
    """One page of it."""

    groups: Sequence[Group]
    next_after: int | None


@login_required
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """The first page after signing in."""
    user = reader(request)
    if not user.may(Permission.OPEN_CHARTS):
        return render(request, "practice/today_plain.html")
    parts = [
        {"panel": panel, "html": render_to_string(panel.template, {**panel.context(user, None)}, request=request)}
        for panel in panels_for("today", user)
    ]
    return render(request, "practice/today.html", {"queue": queue_of(request, user), "parts": parts})


@login_required
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """The queue alone, the same that Today includes. Asked for by a click; nothing polls."""
    user = reader(request)
    if not user.may(Permission.OPEN_CHARTS):
        raise PermissionDenied
    return render(request, "practice/_queue.html", {"queue": queue_of(request, user)})


def queue_of(request: HttpRequest, user: User) -> Queue:
    """The page of the queue that was asked for, in words."""
    asked = request.GET.get("after", "")
    after = int(asked) if asked.isdecimal() and len(asked) < 19 else None
    now = timezone.now()
    page = queue_page(user, at=now, after=after)
    top = page.items[0] if page.items and after is None else None
    return Queue(
        groups=groups_of(page.items, user, timezone.localdate(now), top),
        next_after=page.next_after,
    )


def groups_of(items: Sequence[QueueItem], user: User, on: date, top: QueueItem | None) -> list[Group]:
    """What is urgent, what was due, what is due today, what comes later; the queue is in this order already."""
    grouped = groupby(items, key=lambda item: group_label(item, on))
    return [Group(label=label, lines=[line(item, user, on, top) for item in members]) for label, members in grouped]


def group_label(item: QueueItem, on: date) -> str:
    if item.prompt.urgent:
        return _("Urgent")
    due_on = timezone.localdate(item.prompt.due_at)
    if due_on < on:
        return _("Was due before today")
    return _("Due today") if due_on == on else _("Later")


def line(item: QueueItem, user: User, on: date, top: QueueItem | None) -> Line:
    owner = item.prompt.owner
    return Line(
        item=item,
        due=due_in_words(timezone.localdate(item.prompt.due_at), on),
        is_from=owner.display_name if owner and owner.pk != user.pk else "",
        is_first=item is top and item.subject is not None,
    )


def reader(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
