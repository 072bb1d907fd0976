"""The lock of a note: what belongs to one can be written while the note is a draft, and never again once it is signed.

Every table whose rows are part of a note (its text, the frame, a line for a member of a group) asks for this trigger.
"""

import pgtrigger

from sessions.sql import sql

# What people read when one of the triggers says no; `CONSTRAINT` of the error is the key.
WORDS_OF_THE_LOCK = {
    "note_stays_as_it_was_signed": "This note is signed. What comes to mind later is written as an addendum.",
    "note_stays_set_aside": "This note was set aside. Take it up again before you write in it.",
    "note_of_a_merged_record_is_only_read": "This record was merged into another one and can only be read.",
}


def locked_with_its_note(name: str) -> pgtrigger.Trigger:
    """A trigger for a table with a `note` of its own; whoever writes holds the note until the transaction ends.

    So nothing is written beside a signature: the one waits for the other, and finds the note signed.
    """
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("note", "clinical_sessions_sessionnote%ROWTYPE"), ("of_note", "bigint")],
        func=sql("note_part_is_locked_with_its_note"),
    )
