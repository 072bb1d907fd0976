"""What templates/patients/contact.html reads: how somebody may be reached, what waits for a person, what went out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format, time_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from patients.contact_words import words_of
from patients.forms.contact import AllowAgainForm, NeverForm, ReachOutForm
from patients.models import NeverAddress, OutgoingContact, Patient, SafeContact
from patients.queries.contact import OutgoingQuerySet
from patients.rules.contact import EVERY_DAY, Channel, Reason, Way, next_safe, refusals
from patients.services.contacting import LINK, outcomes_of, safe_from
from patients.services.safe_contact import Standing, standing_from, standing_of
from practice.days import day_in_words
from practice.encryption import UnreadableSecretError, decrypt
from practice.staff.models import User

SHOWN = 20
LISTED = 50
WORKING_DAYS = frozenset(range(1, 6))
State = OutgoingContact.State


@dataclass(frozen=True, kw_only=True)
class WayLine:
    """One channel now. Open, it may be used at this moment; else `tag` says so in a word or two, `why_not` in full."""

    channel: Channel
    address: str
    when: str
    tag: str
    is_open: bool
    why_not: Sequence[str]

    @property
    def name(self) -> str:
        return capfirst(str(self.channel.label))


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """A way in which it may come out, as a button."""

    code: str
    label: str


@dataclass(frozen=True, kw_only=True)
class ToDo:
    """Something that waits for a person: what to do, how, and the answers. Blocked, it only says until when."""

    pk: int
    what: str
    about: str
    address: str
    steps: Sequence[str]
    message: str
    why_not: Sequence[str]
    outcomes: Sequence[Outcome]
    to: str


@dataclass(frozen=True, kw_only=True)
class Went:
    """One line of the record; what has not gone out yet can be kept back."""

    when: str
    what: str
    about: str
    state: str
    by: str
    keep_back: str


@dataclass(frozen=True, kw_only=True)
class Never:
    """An address that is never used, and the form that lifts it."""

    address: str
    told: str
    form: AllowAgainForm
    to: str


@dataclass(frozen=True, kw_only=True)
class Version:
    """What was agreed at some time."""

    told: str
    ways: Sequence[str]
    wishes: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class ToReach:
    """One line of the list of people to reach."""

    patient: Patient
    what: str
    about: str
    since: str


@dataclass(frozen=True, kw_only=True)
class ContactPage:
    """Everything on the page."""

    was_asked: bool
    ways: Sequence[WayLine]
    wishes: Sequence[str]
    reach_out: ReachOutForm
    to_do: Sequence[ToDo]
    record: Sequence[Went]
    never: Sequence[Never]
    never_form: NeverForm
    versions: Sequence[Version]


def contact_page(patient: Patient, *, at: datetime) -> ContactPage:
    """In eight questions, whatever there is."""
    standing = standing_of(patient)
    ways = ways_now(standing, at)
    going = OutgoingContact.objects.filter(patient=patient).select_related("queued_by", "settled_by")
    return ContactPage(
        was_asked=standing.agreed.was_asked,
        ways=ways,
        wishes=wishes_in_words(standing, patient),
        reach_out=ReachOutForm(usable(standing, at)),
        to_do=[_to_do(row, standing, patient, at) for row in going.for_a_person().order_by("not_before", "id")],
        record=[_went(row) for row in going.not_for_a_person()[:SHOWN]],
        never=_never(patient),
        never_form=NeverForm(),
        versions=_versions(patient),
    )


def to_reach(going: OutgoingQuerySet, *, at: datetime) -> tuple[list[ToReach], bool]:
    """The first page of what waits for a person, the longest waiting first; and whether there is more."""
    rows = list(going.for_a_person().select_related("patient").order_by("not_before", "id")[: LISTED + 1])
    return [_to_reach(row, at) for row in rows[:LISTED]], len(rows) > LISTED


def ways_now(standing: Standing, at: datetime) -> list[WayLine]:
    """Every channel: whether it may be used at this moment, and if not, why and until when."""
    return [_way_line(standing, channel, at) for channel in Channel]


def usable(standing: Standing, at: datetime) -> list[Channel]:
    """Channels that may be used now or in the next safe hour."""
    local = timezone.localtime(at)
    return [each for each in Channel if not set(refusals(standing.agreed, each, local)) - {Reason.OUTSIDE_HOURS}]


def wishes_in_words(standing: Standing, patient: Patient) -> list[str]:
    """What to mind when ringing or writing; the careful default says so."""
    said = standing.wishes
    lines = [
        _("A message may be left: your first name and a number, no more.")
        if said.voicemail
        else _("Leave no message."),
        _("Ask for %(name)s.") % {"name": said.ask_for or patient.chosen_name},
        _("Say that you are “%(alias)s”. Do not name the practice.") % {"alias": said.alias}
        if said.alias
        else _("Give your first name. Do not name the practice."),
        _("Who else may answer: %(who)s.") % {"who": said.who_may_answer.rstrip(".")} if said.who_may_answer else "",
        _("To somebody else you may say: %(words)s") % {"words": said.may_be_told}
        if said.may_be_told
        else _("To somebody else say only that you will ring again."),
        said.note,
    ]
    return [words for words in lines if words]


def hours_in_words(way: Way) -> str:
    """Monday to Friday, 9:00 to 17:00."""
    hours = (
        _("%(opens)s to %(closes)s")
        % {"opens": time_format(way.opens, "H:i"), "closes": time_format(way.closes, "H:i")}
        if way.opens and way.closes
        else _("at any hour")
    )
    return _("%(days)s, %(hours)s") % {"days": _days(way.days), "hours": hours}


def _days(days: frozenset[int]) -> str:
    if days == EVERY_DAY:
        return _("every day")
    if days == WORKING_DAYS:
        return _("Monday to Friday")
    return ", ".join(str(WEEKDAYS[day - 1]) for day in sorted(days))


def _way_line(standing: Standing, channel: Channel, at: datetime) -> WayLine:
    way = standing.agreed.ways.get(channel)
    is_agreed = way is not None and way.may_use
    return WayLine(
        channel=channel,
        address=way.address if way and is_agreed else "",
        when=_when(channel, way) if way and is_agreed else "",
        tag=_tag(standing, way),
        is_open=not (why_not := _why_not(standing, channel, at)),
        why_not=why_not if is_agreed or standing.agreed.was_asked else [],
    )


def _tag(standing: Standing, way: Way | None) -> str:
    """Of a way that may not be used at this moment."""
    if way is not None and way.may_use:
        return _("not now")
    return _("not agreed") if standing.agreed.was_asked else _("not asked")


def _when(channel: Channel, way: Way) -> str:
    return "" if channel == Channel.POST else hours_in_words(way)


def _why_not(standing: Standing, channel: str, at: datetime) -> list[str]:
    local = timezone.localtime(at)
    reasons = refusals(standing.agreed, channel, local)
    words = [str(reason.label) for reason in reasons]
    if reasons == [Reason.OUTSIDE_HOURS] and (next_at := next_safe(standing.agreed.ways[channel], local)):
        words.append(safe_from(next_at))
    return words


def _to_do(row: OutgoingContact, standing: Standing, patient: Patient, at: datetime) -> ToDo:
    """Its steps and answers. While it is not safe it says why, and can only be given up."""
    has_failed = row.state == State.FAILED
    why_not = [] if has_failed else _why_not(standing, row.channel, at)
    way = standing.agreed.ways.get(row.channel)
    outcomes = [State.WITHDRAWN] if why_not else _outcomes(row, standing)
    return ToDo(
        pk=row.pk,
        what=_("An e-mail could not be sent. Tell them another way.") if has_failed else _what(row.channel),
        about=str(row.get_kind_display()),
        address=way.address if way and not why_not else "",
        steps=wishes_in_words(standing, patient) if row.channel == Channel.CALL and not why_not else [],
        message="" if why_not or has_failed or row.channel == Channel.CALL else _message(row, standing),
        why_not=why_not,
        outcomes=[Outcome(code=state.value, label=_button(state)) for state in outcomes],
        to=reverse("settle_contact", args=[patient.pk, row.pk]),
    )


def _to_reach(row: OutgoingContact, at: datetime) -> ToReach:
    today, day = timezone.localdate(at), timezone.localdate(row.not_before)
    return ToReach(
        patient=row.patient,
        what=_what(row.channel) if row.state == State.DUE else _("An e-mail could not be sent"),
        about=str(row.get_kind_display()),
        since=_("from %(when)s") % {"when": _moment(row.not_before)}
        if row.not_before > at
        else day_in_words(day, today),
    )


def _outcomes(row: OutgoingContact, standing: Standing) -> list[State]:
    may_leave = standing.agreed.voicemail and row.obeyed_id is not None
    return [state for state in outcomes_of(row.channel) if state != State.MESSAGE_LEFT or may_leave]


def _button(state: State) -> str:
    return _("Not needed any more") if state == State.WITHDRAWN else capfirst(str(state.label))


def _what(channel: str) -> str:
    return {
        Channel.CALL: _("Ring them"),
        Channel.TEXT: _("Send a text message by hand"),
        Channel.POST: _("Post a letter in a plain envelope"),
        Channel.EMAIL: _("An e-mail waits"),
    }[Channel(channel)]


def _message(row: OutgoingContact, standing: Standing) -> str:
    try:
        link = decrypt(row.link, purpose=LINK) if row.link else ""
    except UnreadableSecretError:
        link = ""
    return words_of(row.kind, alias=standing.wishes.alias, link=link).body


def _went(row: OutgoingContact) -> Went:
    who = row.settled_by or row.queued_by
    return Went(
        when=_moment(row.settled_at or row.not_before),
        what=str(row.get_channel_display()),
        about=str(row.get_kind_display()),
        state=_("on its way") if row.state == State.DUE else str(row.get_state_display()),
        by=who.display_name if who else _("by itself"),
        keep_back=reverse("settle_contact", args=[row.patient_id, row.pk]) if row.state == State.DUE else "",
    )


def _never(patient: Patient) -> list[Never]:
    rows = NeverAddress.objects.in_force(patient).select_related("recorded_by")
    return [
        Never(
            address=row.address,
            told=_told(row.recorded_at, row.recorded_by),
            form=AllowAgainForm(ident=f"allow-{row.pk}"),
            to=reverse("allow_address_again", args=[patient.pk, row.pk]),
        )
        for row in rows
    ]


def _versions(patient: Patient) -> list[Version]:
    rows = SafeContact.objects.filter(patient=patient).select_related("recorded_by").prefetch_related("channels")
    return [_version(row, patient) for row in rows[:SHOWN]]


def _version(row: SafeContact, patient: Patient) -> Version:
    standing = standing_from(patient, row, frozenset())
    ways = [
        ", ".join(filter(None, [str(Channel(channel).label), way.address, _when(Channel(channel), way)]))
        for channel, way in standing.agreed.ways.items()
        if way.may_use
    ]
    return Version(
        told=_told(row.recorded_at, row.recorded_by),
        ways=ways or [_("No way to reach them was agreed.")],
        wishes=wishes_in_words(standing, patient),
    )


def _told(when: datetime, by: User) -> str:
    return _("%(when)s, %(who)s") % {"when": _moment(when), "who": by.display_name}


def _moment(when: datetime) -> str:
    return date_format(timezone.localtime(when), "j F Y, H:i")
