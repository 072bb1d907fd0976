"""Citing what was recorded during a visit: by link, when the note is signed. The draft shows what it would be."""

from datetime import datetime

from django.db import transaction

from practice.audit.recording import record
from practice.database.writing import write
from practice.staff.models import User
from sessions.models import CitationChoice, NoteCitation, SessionNote
from sessions.queries.citations import Cited, left_out_of, would_cite


@transaction.atomic
def cite(*, note: SessionNote, by: User, at: datetime) -> list[NoteCitation]:
    """Write down what the note cites: what its author recorded since it was begun, but for what they left out.

    It is called under the note's lock, before the signature.
    """
    left_out = left_out_of(note)
    citations = [
        NoteCitation(note=note, cited_at=at, cited_by=by, **{f"{each.what}_id": each.row_id})
        for each in would_cite(note, at=at)
        if each not in left_out
    ]
    for citation in citations:
        write(citation)
    return citations


@transaction.atomic
def choose_citation(*, note: SessionNote, cited: Cited, is_left_out: bool, by: User, at: datetime) -> None:
    """Leave a row out of what the draft will cite, or take it in again."""
    if (cited in left_out_of(note)) == is_left_out:
        return
    choice = CitationChoice(
        note=note, what=cited.what, row_id=cited.row_id, is_left_out=is_left_out, chosen_at=at, chosen_by=by
    )
    write(choice)
    verb = "note.citation-left-out" if is_left_out else "note.citation-taken-in"
    record(verb, note, by=by, at=at, what=cited.what, row=cited.row_id)
