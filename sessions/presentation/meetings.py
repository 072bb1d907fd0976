"""A team meeting as its reader may see it: whoever may not open a chart learns only that somebody was spoken about."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from patients.models import Patient
from practice.days import day_in_words, due_in_words
from sessions.forms.meetings import DecisionForm, SaidForm
from sessions.models import DecisionOutcome, MeetingItem, TeamDecision, TeamMeeting
from sessions.rules.agenda import Reason, Suggested


@dataclass(frozen=True, kw_only=True)
class ReasonLine:
    """One reason, and where it is looked at."""

    words: str
    url: str


@dataclass(frozen=True, kw_only=True)
class DecisionLine:
    """A decision as it stands."""

    pk: int
    words: str
    who: str
    when: str
    tag: str
    is_open: bool
    url: str


@dataclass(frozen=True, kw_only=True)
class ItemCard:
    """One patient on the agenda."""

    pk: int
    patient_id: int
    name: str
    pronouns: str
    state: str
    reasons: Sequence[ReasonLine]
    because: str
    words: str
    form: SaidForm
    decision_form: DecisionForm
    decisions: Sequence[DecisionLine] = field(default_factory=list)

    def with_form(self, form: SaidForm) -> "ItemCard":
        """With what was typed and not kept; what a colleague wrote meanwhile is what was read now."""
        form.data = {**form.data.dict(), "read": self.words}  # type: ignore[attr-defined]
        return replace(self, form=form)

    def with_decision_form(self, form: DecisionForm) -> "ItemCard":
        return replace(self, decision_form=form)


@dataclass(frozen=True, kw_only=True)
class SuggestedLine:
    """One patient whom the agenda suggests."""

    patient_id: int
    name: str
    reasons: Sequence[ReasonLine]


def where(reason: str, patient_id: int) -> str:
    """The page on which a reason is looked at."""
    name = {
        Reason.RISK_ANSWER: "measures",
        Reason.RISING_SCORE: "measures",
        Reason.PLAN_HELD: "medications",
        Reason.REVIEW_DUE: "medications",
        Reason.GATE_OPEN: "medications",
        Reason.CONSENT_EXPIRING: "consents",
    }.get(Reason(reason), "chart")
    return reverse(name, args=[patient_id])


def reason_lines(reasons: Iterable[str], patient_id: int) -> list[ReasonLine]:
    return [ReasonLine(words=str(Reason(each).label), url=where(each, patient_id)) for each in reasons]


def suggested_lines(
    suggested: Iterable[Suggested], patients: Mapping[int, Patient], taken_up: Iterable[int]
) -> list[SuggestedLine]:
    """Whom to choose from: nobody who is on the agenda already."""
    there = set(taken_up)
    return [
        SuggestedLine(
            patient_id=one.patient_id,
            name=patients[one.patient_id].chosen_name,
            reasons=reason_lines(one.reasons, one.patient_id),
        )
        for one in suggested
        if one.patient_id not in there
    ]


def decision_lines(decisions: Iterable[TeamDecision], people: Mapping[int, str], today: date) -> list[DecisionLine]:
    """`decisions` as it_stands; `people` are names by id."""
    return [_decision_line(each, people, today) for each in decisions]


def _decision_line(decision: TeamDecision, people: Mapping[int, str], today: date) -> DecisionLine:
    ended, until = decision.ended, decision.stands_until  # type: ignore[attr-defined]  # as_it_stands adds them
    return DecisionLine(
        pk=decision.pk,
        words=decision.words,
        who=people.get(decision.stands_with, ""),  # type: ignore[attr-defined]
        when=day_in_words(until, today) if ended else due_in_words(until, today),
        tag=str(DecisionOutcome.What(ended).label) if ended else _("open"),
        is_open=not ended,
        url=reverse("team_decision", args=[decision.pk]),
    )


def item_cards(
    items: Iterable[MeetingItem], decisions: Iterable[TeamDecision], people: Mapping[int, str], today: date
) -> list[ItemCard]:
    """The agenda, in the order in which it was put together."""
    of_item: dict[int, list[TeamDecision]] = defaultdict(list)
    for decision in decisions:
        of_item[decision.item_id].append(decision)
    return [_card(item, of_item[item.pk], people, today) for item in items]


def _card(item: MeetingItem, decisions: Sequence[TeamDecision], people: Mapping[int, str], today: date) -> ItemCard:
    # Whoever writes something down has spoken about it.
    state = MeetingItem.State.DISCUSSED if item.state == MeetingItem.State.OPEN else item.state
    said = {"words": item.words, "state": state, "read": item.words}
    return ItemCard(
        pk=item.pk,
        patient_id=item.patient_id,
        name=item.patient.chosen_name,
        pronouns=item.patient.pronouns,
        state=item.get_state_display(),
        reasons=reason_lines(item.reasons, item.patient_id),
        because=item.because,
        words=item.words,
        form=SaidForm(initial=said, auto_id=f"item-{item.pk}-%s"),
        decision_form=DecisionForm(people=people.items(), auto_id=f"decision-{item.pk}-%s"),
        decisions=decision_lines(decisions, people, today),
    )


def heading_of(meeting: TeamMeeting) -> str:
    """When it is or was."""
    when = timezone.localtime(meeting.held_at)
    return _("Team meeting, %(day)s, %(time)s") % {
        "day": date_format(when, "l j F Y"),
        "time": time_format(when, "H:i"),
    }


@dataclass(frozen=True, kw_only=True)
class MeetingLine:
    """A meeting in the list."""

    url: str
    when: str
    tag: str
    items: int


def meeting_lines(meetings: Iterable[TeamMeeting]) -> list[MeetingLine]:
    """`meetings` for_list."""
    return [
        MeetingLine(
            url=reverse("team_meeting", args=[meeting.pk]),
            when=date_format(timezone.localtime(meeting.held_at), "l j F Y, H:i"),
            tag=_("closed") if meeting.closed_at else _("open"),
            items=meeting.items_count,  # type: ignore[attr-defined]  # for_list adds it
        )
        for meeting in meetings
    ]
