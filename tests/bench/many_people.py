"""A hundred thousand people who do not exist, by one statement: names that are alike as names are, dates, numbers."""

from django.db import connections

from practice.staff.models import User

PEOPLE = 100_000
TREATED = 300  # by the one who searches among their own

GIVEN = (
    "Ada Amal Anneke Ash Ayesha Bea Bo Camille Chidi Dalia Dmitri Eleni Esra Farid Fiona Gus Hana Ibrahim Ines Iris "
    "Jonas Jude Kai Kit Lamar Leila Lior Mabel Marguerite Maya Milo Mina Nadia Noor Omar Paloma Pema Priya Quinn "
    "Rafael Robin Ruth Sana Silas Soraya Tariq Tomás Uma Vera Wren Xavier Yara Yusuf Zadie Zoë"
)
STEMS = (
    "Al Ander Bar Ber Brook Cal Cas Dal Del Ells Fair Fern Garn Green Hal Harb Ing Jun Kel Lang Lav Lind Mar Mead "
    "North Oak Pell Quill Rav Ros Sand Sil Tans Thorn Under Val Wal West Yar Zim"
)
ENDINGS = "bank by dale den er field ford gate ham ison ley low man more mont ov ridge sen son stone ton well"

INSERT = """
INSERT INTO patients_patient (
    record_number, chosen_name, legal_name, pronouns, birth_date, sex_for_dosing, language, sensitivity, phone
)
SELECT
    'B' || lpad(n::text, 6, '0'),
    (%(given)s::text[])[1 + n %% %(givens)s] || ' ' || family,
    CASE WHEN n %% 4 = 0 THEN (%(given)s::text[])[1 + (n * 7) %% %(givens)s] || ' ' || family ELSE '' END,
    '', DATE '1940-01-01' + (n * 37) %% 25000, 'unknown', 'English', 'usual',
    '555 ' || lpad(((n * 7919) %% 10000000)::text, 7, '0')
FROM generate_series(1, %(people)s) AS n
CROSS JOIN LATERAL (
    SELECT (%(stem)s::text[])[1 + (n / %(givens)s) %% %(stems)s]
        || (%(ending)s::text[])[1 + (n / (%(givens)s * %(stems)s)) %% %(endings)s]
        || CASE WHEN n > 40000 THEN '-' || (%(stem)s::text[])[1 + (n / 331) %% %(stems)s]
            || (%(ending)s::text[])[1 + (n / 17) %% %(endings)s] ELSE '' END AS family
) AS named
"""
ON_A_TEAM = """
INSERT INTO patients_careteammember (patient_id, user_id, role, starts_at, is_point_of_contact)
SELECT id, %(user)s, 'nurse', TIMESTAMPTZ '2020-01-01', false FROM patients_patient WHERE id %% %(each)s = 0
"""


def a_hundred_thousand_people(treated_by: User) -> None:
    """As the owner of the tables, as nobody else may leave the triggers of history out."""
    words = {"given": GIVEN.split(), "stem": STEMS.split(), "ending": ENDINGS.split()}
    counts = {f"{name}s": len(each) for name, each in words.items()}
    with connections["owner"].cursor() as cursor:
        cursor.execute(INSERT, {**words, **counts, "people": PEOPLE})
        cursor.execute(ON_A_TEAM, {"user": treated_by.pk, "each": PEOPLE // TREATED})
        cursor.execute("ANALYZE")
