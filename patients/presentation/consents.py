"""What the pages about consents read: what stands, what does not any more, and what was never asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from patients.models import Consent, DeclinedConsent, Disclosure
from patients.rules.consent import ConsentKind, GivenHow, Scope, State


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One kind of consent, and how far asking has come."""

    kind: str
    title: str
    tag: str
    is_given: bool
    details: str = ""


@dataclass(frozen=True, kw_only=True)
class ConsentLine:
    """One consent as a row: what it is to, how it was given, and what became of it."""

    pk: int
    title: str
    about: Sequence[str]
    given: str
    ended: str = ""
    tag: str
    is_active: bool
    is_release: bool
    has_paper: bool


@dataclass(frozen=True, kw_only=True)
class DisclosureLine:
    """One line of the accounting."""

    day: str
    what: str
    recipient: str
    purpose: str
    how: str
    by: str
    notice: str = ""


@dataclass(frozen=True, kw_only=True)
class ConsentLists:
    """The page's two lists, and what stands for each kind."""

    asked: Sequence[Asked]
    active: Sequence[ConsentLine] = field(default=())
    ended: Sequence[ConsentLine] = field(default=())


def lists_of(consents: Sequence[Consent], declined: Sequence[DeclinedConsent], today: date) -> ConsentLists:
    """From rows that are read already, the newest first."""
    lines = [line_of(consent, today) for consent in consents]
    return ConsentLists(
        asked=[_asked(kind, consents, declined, today) for kind in ConsentKind],
        active=[line for line in lines if line.is_active],
        ended=[line for line in lines if not line.is_active],
    )


def line_of(consent: Consent, today: date) -> ConsentLine:
    state = consent.state_on(today)
    return ConsentLine(
        pk=consent.pk,
        title=capfirst(consent.get_kind_display()),
        about=about(consent),
        given=given(consent),
        ended=_ended(consent, state),
        tag=state_in_words(state),
        is_active=state == State.ACTIVE,
        is_release=consent.kind == ConsentKind.RELEASE,
        has_paper=consent.paper_id is not None,
    )


def state_in_words(state: State) -> str:
    return {
        State.ACTIVE: _("counts"),
        State.EXPIRED: _("has run out"),
        State.REVOKED: _("taken back"),
    }[state]


def about(consent: Consent) -> list[str]:
    """Who, what, what for and until when, as far as it says so."""
    told = [
        (_("Who: %(words)s"), consent.recipient),
        (_("What: %(words)s"), scope_in_words(consent.scope)),
        (_("What for: %(words)s"), consent.purpose),
        (_("Until: %(words)s"), _day(consent.expires_on)),
    ]
    return [words % {"words": value} for words, value in told if value]


def scope_in_words(scope: Iterable[str]) -> str:
    return "; ".join(str(label) for value, label in Scope.choices if value in set(scope))


def given(consent: Consent) -> str:
    """How it was given, when, and who vouches for it."""
    on = _day(localtime(consent.given_at).date())
    how = consent.get_given_how_display()
    parts = [
        _("“%(name)s”") % {"name": consent.signed_name} if consent.signed_name else "",
        consent.signed_by_relation,
        _("paper of %(day)s") % {"day": _day(consent.signed_on)} if consent.signed_on else "",
        _("heard by %(who)s") % {"who": _hearers(consent)} if consent.heard_by else "",
        _("written down by %(who)s") % {"who": consent.given_by.display_name} if not consent.heard_by else "",
    ]
    return ", ".join([f"{on}: {how}", *filter(None, parts)])


def _hearers(consent: Consent) -> str:
    heard = [person.display_name for person in (consent.heard_by, consent.also_heard_by) if person]
    return _(" and ").join(heard)


def _ended(consent: Consent, state: State) -> str:
    if state != State.REVOKED or consent.revoked_at is None or consent.revoked_by is None:
        return ""
    said = _("taken back on %(day)s, %(how)s; written down by %(who)s") % {
        "day": _day(localtime(consent.revoked_at).date()),
        "how": consent.get_revoked_how_display(),
        "who": consent.revoked_by.display_name,
    }
    return f"{said}: {_('“%(words)s”') % {'words': consent.revoked_words}}" if consent.revoked_words else said


def _asked(kind: ConsentKind, consents: Sequence[Consent], declined: Sequence[DeclinedConsent], today: date) -> Asked:
    """Of several the one that counts; else the newest answer, whatever it was."""
    theirs = [consent for consent in consents if consent.kind == kind]
    no = next((row for row in declined if row.kind == kind), None)
    title = str(capfirst(kind.label))
    if any(consent.state_on(today) == State.ACTIVE for consent in theirs):
        return Asked(kind=kind, title=title, tag=_("given"), is_given=True)
    if no is not None and (not theirs or no.recorded_at > theirs[0].recorded_at):
        return Asked(kind=kind, title=title, tag=_("declined"), is_given=False, details=_again(no))
    if theirs:
        return Asked(kind=kind, title=title, tag=state_in_words(theirs[0].state_on(today)), is_given=False)
    return Asked(kind=kind, title=title, tag=_("not asked"), is_given=False)


def _again(no: DeclinedConsent) -> str:
    on = _day(localtime(no.declined_at).date())
    if no.ask_again_on is None:
        again = _("%(day)s; not to be asked again before they bring it up") % {"day": on}
    else:
        again = _("%(day)s; may be asked again from %(again)s") % {"day": on, "again": _day(no.ask_again_on)}
    return f"{again}. {_('“%(words)s”') % {'words': no.in_their_words}}" if no.in_their_words else again


def answers_for_desk(
    consents: Sequence[Consent], declined: Sequence[DeclinedConsent], today: date
) -> list[tuple[str, str]]:
    """Visits by video and being reached: yes, no, or not asked, and nothing else."""
    found = []
    for kind in (ConsentKind.TELEHEALTH, ConsentKind.CONTACT):
        theirs = [consent for consent in consents if consent.kind == kind]
        is_asked = bool(theirs) or any(row.kind == kind for row in declined)
        is_given = any(consent.state_on(today) == State.ACTIVE for consent in theirs)
        found.append((str(capfirst(kind.label)), _("yes") if is_given else _("no") if is_asked else _("not asked")))
    return found


def disclosure_lines(rows: Iterable[Disclosure]) -> list[DisclosureLine]:
    return [
        DisclosureLine(
            day=date_format(localtime(row.disclosed_at), "j F Y, H:i"),
            what=scope_in_words(row.what),
            recipient=row.recipient,
            purpose=row.consent.purpose,
            how=row.get_how_display(),
            by=row.disclosed_by.display_name,
            notice=_("notice, version %(number)s") % {"number": row.notice.number} if row.notice else "",
        )
        for row in rows
    ]


def ways_to_give(has_wording: bool) -> list[tuple[str, str]]:
    """On screen there has to be a text to sign."""
    return [(way.value, str(capfirst(way.label))) for way in GivenHow if has_wording or way != GivenHow.ON_SCREEN]


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""
