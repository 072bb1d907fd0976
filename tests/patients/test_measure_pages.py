"""The pages of measures: what they say, what they take, and that they ask the database no more for a long record."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from patients.measures.definitions import all_measures
from patients.models import Assessment, MeasurePermission, MeasureWording, MeasureWordingItem
from patients.services.assessing import record_assessment
from practice.audit.models import Act
from practice.staff.roles import Role
from tests.browser.markup import faults_in
from tests.builders import make_patient, make_user, on_team
from tests.patients.sheet_builders import answers

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
AROUND = {"how": "asked", "filled_in_at": "", "in_their_words": ""}
VARIES = re.compile(r'(name="(?:csrfmiddlewaretoken|once)" value=)"[^"]*"')


@pytest.fixture
def nurse(client):
    user = make_user(Role.NURSE)
    client.force_login(user)
    return user


@pytest.fixture
def patient(nurse):
    patient = make_patient()
    on_team(patient, nurse)
    return patient


def filled(patient, by, measure, value, *, at=NOW, **differs):
    """A measure with the same answer to every question but some."""
    said = {item.code: value for item in all_measures()[measure].items} | differs.pop("but", {})
    return record_assessment(
        patient=patient,
        measure=measure,
        answers=said,
        how="paper",
        filled_in_at=at,
        by=by,
        at=timezone.now(),
        **differs,
    )


def path_to(name, patient, *more):
    return reverse(name, args=[patient.pk, *more])


def page_of(client, name, patient, *more, **query):
    response = client.get(path_to(name, patient, *more), query)
    assert response.status_code == 200
    page = response.content.decode()
    assert faults_in(page) == []
    return " ".join(re.sub(r"\s+", " ", page).split())


def without_what_varies(response):
    return re.sub(r"\s+", " ", VARIES.sub(r"\1", response.content.decode())).strip()


# --- Reading ------------------------------------------------------------------------------------------------


def test_before_anything_is_filled_in_the_page_says_what_can_be(client, patient):
    page = page_of(client, "measures", patient)

    assert "Nothing was filled in yet." in page
    assert path_to("new_assessment", patient, "pcl5") in page
    needing = [measure for measure in all_measures().values() if not measure.licence.may_be_filled_in]
    for measure in needing:
        assert measure.licence.needs in page
        assert path_to("new_assessment", patient, measure.code) not in page
    assert "Professional" not in page  # staff's own
    assert "Nothing was filled in yet." in page_of(client, "measures_table", patient)
    assert "It was not filled in yet." in page_of(client, "measure", patient, "pcl5")


def test_scores_stand_with_their_words_beside_the_one_before(client, patient, nurse):
    filled(patient, nurse, "pcl5", 3, at=NOW - timedelta(days=30))
    filled(patient, nurse, "pcl5", 2, but={"7": None}, at=NOW - timedelta(days=10))
    filled(patient, nurse, "pcl5", 1, in_their_words="I sleep again.")
    filled(patient, nurse, "gad7", 2)

    page = page_of(client, "measures", patient)
    for words in ("20 of 80", "60 of 80", "1 question was not answered: no total.", "14 of 21", "moderate"):
        assert words in page
    assert "40 points better than on 31 Jan 2026. More than chance. Enough to matter." in page
    assert "“I sleep again.”" in page
    assert '<polyline class="score-line"' in page
    one = page_of(client, "measure", patient, "pcl5")
    assert one.count("What was answered") == 3
    for words in ("31 Jan 2026: 60 of 80. 2 Mar 2026: 20 of 80.", "What its figures rest on"):
        assert words in one
    table = page_of(client, "measures_table", patient)
    assert table.index("2 Mar 2026") < table.index("20 Feb 2026") < table.index("31 Jan 2026")
    assert "20 of 80" in page_of(client, "chart", patient)
    assert Act.objects.filter(verb="chart.viewed", patient_id=patient.pk, by=nurse).exists()


def test_where_no_figure_is_published_the_page_says_so(client, patient, nurse):
    filled(patient, nurse, "craving", 8, at=NOW - timedelta(days=7))
    filled(patient, nurse, "craving", 5)

    assert "No figure is published" in page_of(client, "measures", patient)


def test_a_mistake_is_taken_back_with_a_reason_and_stays_readable(client, patient, nurse):
    row = filled(patient, nurse, "gad7", 1)
    path = reverse("take_back_assessment", args=[row.pk])
    assert "7 of 21" in client.get(path).content.decode()
    assert client.post(path, {"because": ""}).status_code == 422

    assert client.post(path, {"because": "It was somebody else's."}).url == path_to("measure", patient, "gad7")

    page = page_of(client, "measure", patient, "gad7")
    assert "taken back" in page
    assert "It was somebody else&#x27;s." in page
    assert client.get(path).status_code == 404
    assert "Nothing was filled in yet." in page_of(client, "measures", patient)


@pytest.mark.parametrize(("name", "more"), [("measures", ()), ("measure", ("pcl5",)), ("measures_table", ())])
def test_a_long_record_asks_the_database_no_more_than_a_short_one(client, patient, nurse, name, more):
    client.get(path_to(name, patient, *more))

    def asked(count):
        row = filled(patient, nurse, "pcl5", 1)
        kept = {"patient": patient, "recorded_by": nurse, "how": "paper", "edition": 1, "scores": row.scores}
        Assessment.objects.bulk_create(
            Assessment(
                measure=["pcl5", "gad7", "craving"][number % 3],
                total=number % 9,
                answers=row.answers,
                filled_in_at=NOW - timedelta(days=number),
                **kept,
            )
            for number in range(count)
        )
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(path_to(name, patient, *more))
        return len(queries)

    few = asked(3)
    assert asked(300) == few


def test_a_long_record_is_read_a_page_at_a_time(client, patient, nurse):
    for number in range(12):
        filled(patient, nurse, "gad7", 1, at=NOW - timedelta(days=number))

    page = page_of(client, "measure", patient, "gad7")
    (older,) = re.findall(r"\?before=(\d+)", page)

    assert page.count("What was answered") == 10
    assert page_of(client, "measure", patient, "gad7", before=older).count("What was answered") == 2
    assert "Older values" in page_of(client, "measures_table", patient)


# --- Filling in ---------------------------------------------------------------------------------------------


def test_what_is_filled_in_is_recorded_once_with_what_they_said(client, patient, nurse):
    path = path_to("new_assessment", patient, "gad7")
    page_of(client, "new_assessment", patient, "gad7")
    gad7 = [str(number) for number in range(1, 8)]
    typed = {
        **AROUND,
        **answers(2, gad7),
        "item-3": "",
        "in_their_words": "Better at night.",
        "how": "paper",
        "once": "1",
    }

    for _again in range(2):
        assert client.post(path, typed).url == path_to("measure", patient, "gad7")

    (row,) = Assessment.objects.all()
    assert (row.total, row.missing, row.answers["3"], row.answers["1"]) == (None, 1, None, 2)
    assert (row.how, row.in_their_words, row.recorded_by) == ("paper", "Better at night.", nurse)


def test_what_does_not_fit_is_shown_again_with_what_was_typed(client, patient):
    path = path_to("new_assessment", patient, "gad7")
    typed = {**AROUND, "item-1": "3", "item-2": "9", "in_their_words": "Wobbly.", "filled_in_at": "2999-01-01T10:00"}

    for wrong in (typed, typed | {"item-2": "1"}):
        response = client.post(path, wrong)
        assert response.status_code == 422
        assert "Wobbly." in response.content.decode()
        assert re.search(r'name="item-1"\s+value="3"\s+checked', response.content.decode())
    assert not Assessment.objects.exists()


def test_a_risk_answer_leads_to_looking_at_it(client, patient):
    path = path_to("new_assessment", patient, "phq9")

    response = client.post(path, {**AROUND, **answers(0), "item-9": "1"})

    row = Assessment.objects.get()
    assert response.url == reverse("risk_answer", args=[row.pk])
    in_place = client.post(path, {**AROUND, **answers(0), "item-9": "2"}, headers={"HX-Request": "true"})
    assert reverse("risk_answer", args=[Assessment.objects.latest("pk").pk]) in in_place.content.decode()


def test_the_form_alone_is_the_form_of_its_page_and_answers_in_a_few_words(client, patient):
    path = path_to("new_assessment", patient, "gad7")
    fragment = client.get(path, headers={"HX-Request": "true"})
    assert "HX-Request" in fragment.headers["Vary"]
    assert without_what_varies(fragment) in without_what_varies(client.get(path))

    wrong = client.post(path, {**AROUND, "item-1": "77"}, headers={"HX-Request": "true"})
    assert (wrong.status_code, wrong.content.decode().lstrip().startswith("<h2")) == (422, True)
    gad7 = [str(number) for number in range(1, 8)]
    done = client.post(path, {**AROUND, **answers(1, gad7)}, headers={"HX-Request": "true"})

    assert "recorded" in done.headers["HX-Trigger"]
    assert "7 of 21" in done.content.decode()
    assert path_to("measure", patient, "gad7") in done.content.decode()


def test_one_that_needs_something_first_says_what_and_takes_nothing(client, patient):
    path = path_to("new_assessment", patient, "isi")

    assert all_measures()["isi"].licence.needs in page_of(client, "new_assessment", patient, "isi")
    client.post(path, {**AROUND, "item-1": "1"})

    assert not Assessment.objects.exists()
    for code in ("proqol5", "nothing-of-the-kind"):
        assert client.get(path_to("new_assessment", patient, code)).status_code == 404


def test_a_merged_record_is_read_and_not_written(client, patient, nurse):
    row = filled(patient, nurse, "gad7", 1)
    patient.merged_into = make_patient()
    patient.save()

    assert path_to("new_assessment", patient, "gad7") not in page_of(client, "measures", patient)
    assert "can only be read" in page_of(client, "new_assessment", patient, "gad7")
    assert client.post(path_to("new_assessment", patient, "gad7"), AROUND).status_code == 403
    assert client.post(path_to("hand_over_measures", patient), {"measures": "gad7"}).status_code == 403
    assert client.post(reverse("take_back_assessment", args=[row.pk]), {"because": "x"}).status_code == 403


def test_one_whose_wording_was_loaded_is_asked_and_read_in_those_words(client, patient, nurse):
    wording = MeasureWording.objects.create(measure="isi", number=1, title="The form", digest="d", recorded_by=nurse)
    for item in all_measures()["isi"].items:
        text = f"Published question {item.code}"
        MeasureWordingItem.objects.create(wording=wording, code=item.code, text=text, labels={"0": "Published answer"})
    MeasurePermission.objects.create(measure="isi", where="In the drawer.", recorded_by=nurse)

    asked = page_of(client, "new_assessment", patient, "isi")
    client.post(path_to("new_assessment", patient, "isi"), {**AROUND, "item-1": "0"})

    assert asked.count("Published question") == asked.count("Published answer") == 7
    read = page_of(client, "measure", patient, "isi")
    assert "Published question 1" in read
    assert "0 Published answer" in read
    assert "Published question 2" not in read
    assert "ISI: sleep" in page_of(client, "hand_over_measures", patient)
