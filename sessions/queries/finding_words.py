"""Finding words in notes by PostgreSQL's full-text search, on behalf of somebody. Psychotherapy notes are not in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection
from django.db.models import BooleanField, Func, Value

from practice.staff.models import User
from sessions.models import NoteText, SessionNote
from sessions.queries.finding_notes import NoteFacts, as_facts

PAGE = 10
CANDIDATES = 200  # the newest of all notes that have the words; of these the best come first
# Two characters that stand nowhere else; the page turns them into marks once everything else is escaped.
FOUND_FROM, FOUND_TO = "\ue000", "\ue001"
HOW = f"StartSel={FOUND_FROM}, StopSel={FOUND_TO}, MaxWords=28, MinWords=12, MaxFragments=2, FragmentDelimiter=' … '"
BY_ITS_LENGTH = 1

ASKED = "(websearch_to_tsquery('pg_catalog.simple', %s) || websearch_to_tsquery('pg_catalog.english', %s))"
TREE = f"SELECT querytree({ASKED})"  # noqa: S608  # a constant of this file
PIECES = f"""
    SELECT ts_headline('pg_catalog.english', written.words, {ASKED}, %s)
    FROM unnest(%s::text[]) WITH ORDINALITY AS written(words, place) ORDER BY written.place
"""  # noqa: S608  # a constant of this file


@dataclass(frozen=True, kw_only=True)
class Found:
    """A page of the notes in which the words stand, each with a piece of it; `number` counts all of them.

    `is_capped`: there are more, and only the newest were looked at. `can_be_asked` is False where nothing but words
    that a note should lack was asked for, or no word at all.
    """

    rows: Sequence[tuple[NoteFacts, str]] = ()
    number: int = 0
    is_capped: bool = False
    can_be_asked: bool = True


def find_words(words: str, user: User, *, page: int = 0) -> Found:
    """Signed notes that somebody may read and their own drafts: the best first, of equals the newest."""
    if not _can_be_looked_up(words):
        return Found(can_be_asked=False)
    newest = _newest_with(words, user)
    best = _best_first(newest, words)
    shown = best[page * PAGE : (page + 1) * PAGE]
    # What was found is what they may read: it is not asked again.
    facts = {each.pk: each for each in as_facts(SessionNote.objects.filter(pk__in=shown))}
    pieces = _pieces(shown, words)
    rows = [(facts[pk], pieces[pk]) for pk in shown if pk in facts]
    return Found(rows=rows, number=len(best), is_capped=len(best) == CANDIDATES)


def _asked(words: str) -> SearchQuery:
    """The words as they stand, or by their English stem; the index knows both."""
    plain, stem = (
        SearchQuery(words, config=f"pg_catalog.{config}", search_type="websearch") for config in ("simple", "english")
    )
    return plain | stem


def _can_be_looked_up(words: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(TREE, [words, words])
        (tree,) = cursor.fetchone() or ("",)
    return tree not in {"", "T"}


class IsAmong(Func):
    """Whether a note is one of those in an array, which the database makes first and once.

    Left to itself it looks who may read each of all notes before it looks for the words.
    """

    template, arg_joiner = "%(expressions)s)", " = ANY("
    output_field = BooleanField()


def _newest_with(words: str, user: User) -> list[int]:
    with_them = ArraySubquery(NoteText.objects.filter(search=_asked(words)).values("note"))
    notes = SessionNote.objects.visible_to(user).filter(IsAmong("pk", with_them))
    return list(notes.latest_first().values_list("pk", flat=True)[:CANDIDATES])


def _best_first(newest: Sequence[int], words: str) -> list[int]:
    rank = SearchRank("search", _asked(words), normalization=Value(BY_ITS_LENGTH))
    ranks = dict(NoteText.objects.filter(note__in=newest).annotate(rank=rank).values_list("note", "rank"))
    return sorted(newest, key=lambda pk: -ranks[pk])


def _pieces(notes: Sequence[int], words: str) -> dict[int, str]:
    """A piece of each note around the words that were found, marked."""
    written = dict(NoteText.objects.filter(note__in=notes).values_list("note", "sections"))
    texts = [_unmarked("\n".join(map(str, written[pk].values()))) for pk in notes]
    with connection.cursor() as cursor:
        cursor.execute(PIECES, [words, words, HOW, texts])
        return dict(zip(notes, (row[0] for row in cursor.fetchall()), strict=True))


def _unmarked(text: str) -> str:
    return text.replace(FOUND_FROM, "").replace(FOUND_TO, "")
