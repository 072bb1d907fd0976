"""What is known of those chosen for a visit, as far as it bears on booking it; one query."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db import connection

from sessions.sql import sql

KNOWN = sql("known_of_the_chosen")


@dataclass
class Known:
    """The kinds of visit that clinicians take (who is not there takes all), and patients who need a step-free way."""

    takes: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    need_step_free: set[int] = field(default_factory=set)


def known_of(*, clinicians: Collection[int], patients: Collection[int]) -> Known:
    """What is known of them, by their ids; one query."""
    known = Known()
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, {"clinicians": list(clinicians), "patients": list(patients)})
        for what, whom, visit_type in cursor.fetchall():
            if what == "takes":
                known.takes[whom].add(visit_type)
            else:
                known.need_step_free.add(whom)
    return known
