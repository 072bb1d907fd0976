"""The official wording of a measure, read from a file: it fits item by item, or nothing is saved."""

import json
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone

from patients.measures.definitions import all_measures, measure_named
from patients.models import MeasureWording
from patients.rules.fitting_questionnaires import DoesNotFit, fitted, measure_meant
from patients.rules.questionnaires import UnreadableQuestionnaire, read_questionnaire
from patients.services.loading_questionnaires import load_questionnaire
from practice.audit.models import Act
from practice.staff.roles import Role
from tests.builders import make_administrator, make_user

ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"


def weighed(value, label):
    return {
        "valueCoding": {"system": "http://example.org/answers", "code": f"at{value}", "display": label},
        "extension": [{"url": ORDINAL, "valueDecimal": value}],
    }


def in_the_code(value, label):
    return {"valueCoding": {"code": str(value), "display": label}}


def whole_number(value, _label):
    return {"valueInteger": value}


def item_of(item, link="{}", answer=weighed):
    return {
        "linkId": link.format(item.code),
        "text": f"  Words of item {item.code} ",
        "type": "choice",
        "answerOption": [answer(choice.value, f"words for {choice.value}") for choice in item.choices],
    }


def a_file(code="isi", items=None, **more):
    """A questionnaire as other software writes it; the words are made up."""
    measure = measure_named(code)
    return {
        "resourceType": "Questionnaire",
        "status": "active",
        "title": f"{measure.name} ({measure.short_name})",
        "language": "en",
        "copyright": "© Somebody. Used with permission.",
        "item": items if items is not None else [item_of(item) for item in measure.items],
        **more,
    }


def as_bytes(told):
    return json.dumps(told).encode()


def fits(told, code="isi"):
    return fitted(read_questionnaire(as_bytes(told)), measure_named(code))


def mismatches(told, code="isi"):
    with pytest.raises(DoesNotFit) as refused:
        fits(told, code)
    return refused.value.mismatches


@pytest.mark.parametrize("code", list(all_measures()))
def test_every_measure_can_be_loaded_and_is_known_by_its_title(code):
    read = read_questionnaire(as_bytes(a_file(code)))

    words = fitted(read, measure_named(code))

    assert [each.code for each in words] == [item.code for item in measure_named(code).items]
    assert measure_meant(read, all_measures().values()) == measure_named(code)
    assert read.owner == "© Somebody. Used with permission."


@pytest.mark.parametrize("answer", [weighed, in_the_code, whole_number])
@pytest.mark.parametrize("link", ["{}", "/H1/T1/Q{}", "ISI.{}", "isi-{}"])
def test_items_are_found_by_their_links_and_answers_by_what_they_count(link, answer):
    items = [item_of(item, link, answer) for item in reversed(measure_named("isi").items)]

    words = fits(a_file(items=items))

    assert (words[0].code, words[0].text) == ("1", "Words of item 1")
    labels = {str(value): f"words for {value}" for value in range(5)}
    assert words[0].labels == ({} if answer is whole_number else labels)


LINKS = ["abcdefg", [f"/4425{digit}-{digit}" for digit in "7654321"]]


@pytest.mark.parametrize("links", LINKS, ids=["words", "codes"])
def test_items_without_numbers_are_taken_in_order_and_groups_are_instructions(links):
    items = [item_of(item) | {"linkId": link} for item, link in zip(measure_named("isi").items, links, strict=True)]
    total = {"linkId": "sum", "type": "decimal", "text": "Sum", "readOnly": True}
    group = {"linkId": "top", "type": "group", "text": "About your sleep.", "item": [*items, total]}

    read = read_questionnaire(as_bytes(a_file(items=[group])))

    words = fitted(read, measure_named("isi"))
    assert [(each.code, each.text) for each in words] == [(code, f"Words of item {code}") for code in "1234567"]
    assert read.instructions == "About your sleep."


def test_answers_may_stand_in_a_list_that_questions_share_or_be_yes_and_no():
    concepts = [
        {"code": f"c{value}", "display": str(value), "extension": [{"url": ORDINAL, "valueDecimal": value}]}
        for value in range(5)
    ]
    shared = {
        "resourceType": "ValueSet",
        "id": "how",
        "status": "active",
        "compose": {"include": [{"system": "http://example.org", "concept": concepts}]},
    }
    items = [
        {"linkId": item.code, "text": "Words", "type": "choice", "answerValueSet": "#how"}
        for item in measure_named("isi").items
    ]
    assert fits(a_file(items=items, contained=[shared]))[6].labels["4"] == "4"

    yes_no = [{"linkId": item.code, "text": "Words", "type": "boolean"} for item in measure_named("dast10").items]
    assert fits(a_file("dast10", items=yes_no), "dast10")[0].labels == {}

    number = [{"linkId": "1", "text": "How strong", "type": "integer"}]
    assert fits(a_file("craving", items=number), "craving")[0].text == "How strong"


def test_what_only_explains_may_be_left_out_and_what_counts_may_not():
    measure = measure_named("pc-ptsd-5")
    assert len(fits(a_file("pc-ptsd-5", items=[item_of(item) for item in measure.items[1:]]), "pc-ptsd-5")) == 5

    (said,) = mismatches(a_file(items=[item_of(item) for item in measure_named("isi").items[1:]]))
    assert said == "The file has 6 questions, and the measure has 7 items."


def test_every_mismatch_is_said_at_once():
    items = [item_of(item) for item in measure_named("isi").items]
    items[1]["answerOption"] = items[1]["answerOption"][:4]
    items[2]["text"] = ""
    items[3]["answerOption"][0] = {"valueCoding": {"code": "often", "display": "Often"}}
    del items[2]["text"]

    said = mismatches(a_file(items=items))

    assert said == [
        "Item 2: its answers count 0, 1, 2, 3, and the measure has 0, 1, 2, 3, 4.",
        "Item 3 has no text.",
        "Item 4: what “Often” counts is not said, or said twice.",
    ]
    extra = [*(item_of(item) for item in measure_named("isi").items), item_of(measure_named("phq9").items[8])]
    assert mismatches(a_file(items=extra)) == ["Question 9 is no item of this measure."]


def test_a_reversed_item_that_is_turned_round_in_the_file_is_not_turned_twice():
    items = [item_of(item) for item in measure_named("dast10").items]
    items[2]["answerOption"] = [weighed(1, "words for 0"), weighed(0, "words for 1")]

    (said,) = mismatches(a_file("dast10", items=items), "dast10")

    assert said.startswith("Item 3: its answers are turned round")


UNREADABLE = [
    (b"not JSON", "JSON"),
    (as_bytes({"resourceType": "Patient"}), "not a questionnaire"),
    (as_bytes({**a_file(), "item": [{"text": "no link"}]}), "differs from the standard: item.0"),
    (as_bytes(a_file(items=[])), "no question"),
    (b"[" * 100_000, "JSON"),
    (b" " * (2 * 1024 * 1024 + 1), "larger"),
]


@pytest.mark.parametrize(("content", "said"), UNREADABLE, ids=[said for _content, said in UNREADABLE])
def test_a_file_that_is_no_questionnaire_is_refused(content, said):
    with pytest.raises(UnreadableQuestionnaire, match=said):
        read_questionnaire(content)


# --- Saving it ----------------------------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "wording.json"
    path.write_bytes(as_bytes(a_file()))
    return path


def run(file, **options):
    out = StringIO()
    call_command("load_questionnaire", str(file), stdout=out, **options)
    return out.getvalue()


@pytest.mark.django_db
def test_the_command_saves_a_version_and_says_what_else_is_needed(file):
    administrator = make_administrator()

    said = run(file, by=administrator.email)

    wording = MeasureWording.objects.get()
    assert (wording.measure, wording.number, wording.language, wording.recorded_by) == ("isi", 1, "en", administrator)
    assert all(words in said for words in (wording.owner, "Note in the administration", "version 1"))
    assert wording.items.count() == 7
    act = Act.objects.get(verb="measure_wording.loaded")
    assert (act.by, act.subject_id, act.details) == (administrator, wording.pk, {"measure": "isi", "version": 1})


@pytest.mark.django_db
def test_a_dry_run_saves_nothing_and_the_same_file_is_not_loaded_twice(file):
    assert "nothing was saved" in run(file, dry_run=True)
    assert not MeasureWording.objects.exists()
    run(file)

    with pytest.raises(CommandError, match="version in use already"):
        run(file)
    file.write_bytes(as_bytes(a_file(title="Insomnia Severity Index (ISI), second edition")))
    assert "version 2" in run(file)
    assert [wording.number for wording in MeasureWording.objects.newest(["isi"])] == [2]


@pytest.mark.django_db
def test_what_does_not_fit_is_said_and_nothing_is_saved(file):
    with pytest.raises(CommandError, match=r"Nothing was saved.\nThe file has 7 questions"):
        run(file, measure="phq9")
    with pytest.raises(CommandError, match="No administrator"):
        run(file, by=make_user(Role.NURSE).email)
    file.write_bytes(as_bytes(a_file(title="A revision of something")))
    with pytest.raises(CommandError, match="Which measure it is"):
        run(file)
    with pytest.raises(CommandError, match="cannot be opened"):
        run(file.with_name("nowhere.json"))
    with pytest.raises(ValidationError, match="Which measure"):
        load_questionnaire(content=as_bytes(a_file()), measure="sleep", by=None, at=timezone.now())

    assert not MeasureWording.objects.exists()
