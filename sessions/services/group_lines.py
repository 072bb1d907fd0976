"""Keeping who was in a group, each with a line of their own, and who of the family was there."""

from collections.abc import Collection, Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from patients.models import Supporter
from practice.database.writing import write
from practice.staff.models import User
from sessions.models import GroupLine, SessionNote, SupporterThere
from sessions.queries.group_lines import members_of, others_at_hand


def keep_lines(*, note: SessionNote, came: Mapping[int, str | None], by: User) -> None:
    """Keep the line of each who came, by patient's id; None leaves the words as they are.

    A part of `keep_note`, in its transaction and under its lock. Who is not named any more is taken out of the draft.
    Raises ValidationError for people whom the author may not write about here.
    """
    members = members_of(note)
    if set(came) - {each.pk for each in [*members, *others_at_hand(members, by)]}:
        raise ValidationError(_("Choose people of this group, or patients of yours."))
    there = {line.patient_id: line for line in GroupLine.objects.filter(note=note)}
    for patient_id, words in came.items():
        line = there.get(patient_id)
        if line is None:
            write(GroupLine(note=note, patient_id=patient_id, words=words or ""))
        elif words is not None and words != line.words:
            line.words = words
            write(line)
    GroupLine.objects.filter(note=note).exclude(patient__in=came).delete()


def keep_supporters(*, note: SessionNote, came: Collection[int]) -> None:
    """Keep who of the family was there, by supporter's id; the same way."""
    own = Supporter.objects.filter(patient=note.patient_id, pk__in=came).values_list("pk", flat=True)
    there = set(SupporterThere.objects.filter(note=note).values_list("supporter_id", flat=True))
    for supporter_id in set(own) - there:
        write(SupporterThere(note=note, supporter_id=supporter_id))
    SupporterThere.objects.filter(note=note).exclude(supporter__in=own).delete()
