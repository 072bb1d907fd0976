"""One part of what somebody confided, with whom they share it and how they wish to be asked, in words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from patients.forms.health import ToldForm
from patients.forms.trauma import AskingForm, BroughtUpForm, ReadersForm
from patients.models import AskingWish, CareTeamMember, LimitsTold, Patient
from patients.models.trauma_sharing import InTrust
from patients.presentation.health import Act, Line, joined
from patients.reading_facts import Sharing, Wishes, sharing_of, wishes_of
from patients.rules.reading_rights import Part, Readers
from practice.staff.models import User
from practice.staff.roles import Permission


@dataclass(frozen=True, kw_only=True)
class PartShown:
    """One part. `closed` says why nothing can be written to it now; `aside` are the forms about reading and asking."""

    name: str
    title: str
    intro: str
    shared: str
    may_read: bool
    lines: Sequence[Line] = field(default=())
    empty: str = ""
    asked: str = ""
    closed: str = ""
    acts: Sequence[Act] = field(default=())
    brought_up: Act | None = None
    aside: Sequence[Act] = field(default=())


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """Who reads whose history, now; what every part needs to know."""

    patient: Patient
    user: User
    at: datetime
    sharing: Sharing
    wishes: dict[Part, Wishes]
    told: LimitsTold | None
    team: Sequence[User]

    @cached_property
    def may_write(self) -> bool:
        """A merged chart takes no more."""
        return self.patient.merged_into_id is None and self.user.may(Permission.LOG_EFFECTS)

    def may_write_to(self, part: Part) -> bool:
        return self.may_write and self.sharing.may_read(part) and self.wishes[part].may_write(self.at)


def sitting_of(patient: Patient, user: User, at: datetime) -> Sitting:
    """In six questions."""
    told = LimitsTold.objects.filter(patient=patient).select_related("recorded_by", "wording").order_by("-id")
    return Sitting(
        patient=patient,
        user=user,
        at=at,
        sharing=sharing_of(patient.pk, user, at),
        wishes=wishes_of(patient.pk, user),
        told=told.first(),
        team=team_of(patient, at),
    )


def team_of(patient: Patient, at: datetime) -> list[User]:
    """Who treats them now, each once, by name."""
    places = CareTeamMember.objects.filter(patient=patient).current(at).select_related("user")
    return sorted({place.user for place in places}, key=lambda user: (user.display_name, user.pk))


def part_shown(
    sitting: Sitting,
    part: Part,
    *,
    intro: str,
    empty: str,
    lines: Callable[[bool], Sequence[Line]],
    acts: Sequence[Act],
    closed: str = "",
) -> PartShown:
    """A part as its readers see it, `lines` told whether each may be taken back; others see with whom it is shared."""
    may_read, may_write = sitting.sharing.may_read(part), sitting.may_write_to(part)
    wishes = sitting.wishes[part]
    return PartShown(
        name=part.value,
        title=TITLES[part](),
        intro=intro,
        shared=shared_in_words(sitting, part),
        may_read=may_read,
        lines=lines(may_write) if may_read else [],
        empty=empty,
        asked=asked_in_words(wishes),
        closed=closed if may_write else "",
        acts=acts if may_write and not closed else [],
        brought_up=_brought_up(sitting, part) if may_read and sitting.may_write and not may_write else None,
        aside=_aside(sitting, part),
    )


TITLES: dict[Part, Callable[[], str]] = {
    Part.ROOM: lambda: _("What helps, and the room"),
    Part.TRIGGERS: lambda: _("Triggers and warning signs"),
    Part.EXPERIENCES: lambda: _("What they have been through"),
    Part.NARRATIVE: lambda: _("Their story"),
}


def shared_in_words(sitting: Sitting, part: Part) -> str:
    """With whom, since when, and by whose wish; or that nobody has asked yet."""
    choice = sitting.sharing.choice(part)
    row = sitting.sharing.chosen.get(part)
    if row is None:
        return _("Shared with %(whom)s until they choose; nobody has asked them yet.") % {
            "whom": Readers(choice.readers).label
        }
    whom = row.person.display_name if row.person else row.get_readers_display()
    return _("Shared with %(whom)s: %(wish)s, written down on %(day)s by %(who)s.") % {
        "whom": whom,
        "wish": row.get_wish_display(),
        "day": day_of(row.recorded_at),
        "who": row.recorded_by.display_name,
    }


def asked_in_words(wishes: Wishes) -> str:
    """That somebody asked already, when, and what they wish."""
    row = wishes.standing
    if row is None:
        return ""
    values = {"day": day_of(row.recorded_at), "who": row.recorded_by.display_name}
    if row.wish == AskingWish.Wish.DO_NOT_ASK:
        said = _("%(who)s asked on %(day)s. They would rather not be asked again.") % values
    else:
        said = _("%(who)s asked on %(day)s, and it was: not now.") % values
    later = _("Ask again from %(day)s.") % {"day": on(row.ask_from_on)} if row.ask_from_on else ""
    return " ".join(filter(None, [said, later, f"“{row.words}”" if row.words else ""]))


def _brought_up(sitting: Sitting, part: Part) -> Act:
    return _act(sitting, part, BroughtUpForm(ident=f"brought-up-{part}"), "bring_up")


def _aside(sitting: Sitting, part: Part) -> list[Act]:
    if not sitting.may_write:
        return []
    found = []
    if sitting.sharing.may_choose(part):
        form = ReadersForm(ident=f"readers-{part}", team=sitting.team)
        found.append(_act(sitting, part, form, "set_readers"))
    asking = AskingForm(ident=f"asking-{part}", may_open_again=sitting.sharing.may_read(part))
    return [*found, _act(sitting, part, asking, "record_asking_wish")]


def _act(sitting: Sitting, part: Part, form: ToldForm, name: str) -> Act:
    return Act(form=form, to=reverse(name, args=[sitting.patient.pk, part.value]))


def told_by(row: InTrust) -> str:
    """When and by whom it was written down, and from whom it is known."""
    return joined(day_of(row.recorded_at), row.recorded_by.display_name, row.get_source_display())


def day_of(moment: datetime) -> str:
    return on(localdate(moment))


def on(day: date) -> str:
    return date_format(day, "j F Y")


def moment_of(moment: datetime) -> str:
    return date_format(localtime(moment), "j F Y, H:i")
