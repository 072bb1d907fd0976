"""What follows about notes, without a database."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.note_kinds import NoteKind
from sessions.rules.notes import Answer, LastKept, Sending, answer_to, kind_suggested, settled, suggested


def test_a_visit_suggests_its_kind_of_note():
    assert kind_suggested(type_code="phone-call", prescribes=True) is NoteKind.TELEPHONE
    assert kind_suggested(type_code="therapy", prescribes=True) is NoteKind.INDIVIDUAL_THERAPY
    assert kind_suggested(type_code="follow-up", prescribes=True) is NoteKind.MEDICATION_VISIT
    assert kind_suggested(type_code="follow-up", prescribes=False) is NoteKind.INDIVIDUAL_THERAPY
    assert kind_suggested(prescribes=True) is NoteKind.MEDICATION_VISIT


def test_whoever_read_the_newest_revision_may_write():
    last = LastKept(revision=4, page="one", turn=4)

    assert answer_to(Sending(revision=4), last) is Answer.KEEP
    assert answer_to(Sending(revision=4, page="two", turn=1), last) is Answer.KEEP
    assert answer_to(Sending(revision=3, page="two", turn=9), last) is Answer.SOMEBODY_ELSE_WROTE
    assert answer_to(Sending(revision=3), last) is Answer.SOMEBODY_ELSE_WROTE


def test_a_page_whose_answer_was_lost_goes_on_and_is_never_overtaken_by_itself():
    last = LastKept(revision=4, page="one", turn=7)

    assert answer_to(Sending(revision=3, page="one", turn=8), last) is Answer.KEEP
    assert answer_to(Sending(revision=3, page="one", turn=7), last) is Answer.KEPT_BEFORE
    assert answer_to(Sending(revision=3, page="one", turn=6), last) is Answer.KEPT_BEFORE


def test_an_old_page_without_script_is_not_taken_for_the_newest_words():
    last = LastKept(revision=4, page="one", turn=0)

    assert answer_to(Sending(revision=3, page="one"), last) is Answer.SOMEBODY_ELSE_WROTE


def test_nothing_gets_lost_by_pressing_on():
    assert suggested("", "4", can_be_both=False) == "theirs"
    assert suggested("4", "", can_be_both=False) == "mine"
    assert suggested("She slept well.", "She slept", can_be_both=True) == "mine"
    assert suggested("She slept", "She slept well.", can_be_both=True) == "theirs"
    assert suggested("One", "Two", can_be_both=True) == "both"
    assert suggested("3", "4", can_be_both=False) == "mine"


LINES = st.lists(st.text(alphabet="ab \n", min_size=1, max_size=5), max_size=1)


@settings(max_examples=40)
@given(mine=LINES, theirs=LINES, choice=st.sampled_from(["mine", "theirs", "both", ""]))
def test_nothing_that_is_not_chosen_against_is_lost(mine, theirs, choice):
    (stands,) = settled({"a": mine}, {"a": theirs}, {"a": choice} if choice else {}).values()

    if choice == "theirs":
        assert stands == theirs
    elif choice == "both":
        assert all(words.strip() in stands[0] for words in (*mine, *theirs))
    else:
        assert stands == mine
