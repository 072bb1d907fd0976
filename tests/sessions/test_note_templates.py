"""Formats of notes: what ships, versions that stay, the usual one of a kind, and techniques."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from practice.audit.models import Act
from practice.staff.roles import Role
from sessions.models import NoteFormat, NoteTemplate, NoteTemplateSection, Technique, UsualFormat
from sessions.note_kinds import NoteKind
from sessions.queries.note_templates import sections_of, template_in_force
from sessions.services.loading_templates import load_note_templates, load_techniques
from sessions.services.publishing_templates import next_template, publish_template
from tests.builders import make_administrator, make_user
from tests.sessions.note_builders import begun

pytestmark = pytest.mark.django_db


@pytest.fixture
def shipped():
    load_note_templates(at=timezone.now())
    load_techniques()


def format_of(code):
    return NoteFormat.objects.get(code=code)


def in_force(kind):
    template = template_in_force(kind)
    assert template
    return template


def test_every_kind_has_its_usual_format_and_soap_dap_and_birp_to_choose_from(shipped):
    for kind in NoteKind:
        offered = [each.format.code for each in NoteTemplate.objects.offered_for(kind)]
        assert in_force(kind).format.code in offered
        assert {"dap", "birp"} < set(offered)
        assert "soap" in offered
    usual = {row.kind: row.format.code for row in UsualFormat.objects.select_related("format")}
    assert (usual["individual-therapy"], usual["group"], usual["medication-visit"]) == (
        "dap",
        "birp",
        "medication-visit",
    )
    assert Technique.objects.filter(is_exposure=True).count() == 4
    assert (load_note_templates(at=timezone.now()), load_techniques()) == (0, 0)


def test_a_note_keeps_the_version_it_was_begun_with(shipped):
    administrator, at = make_administrator(), timezone.now()
    before = begun()
    assert [each.code for each in sections_of(before)] == ["data", "assessment", "plan"]

    draft = next_template(format=format_of("dap"), by=administrator, at=at)
    assert next_template(format=format_of("dap"), by=administrator, at=at) == draft
    NoteTemplateSection.objects.filter(template=draft, code="plan").update(is_left_out=True)
    NoteTemplateSection.objects.create(template=draft, code="next", title="What comes next", position=90)
    publish_template(template=draft, by=administrator, at=at)

    assert [each.code for each in sections_of(begun())] == ["data", "assessment", "next"]
    assert [each.code for each in sections_of(before)] == ["data", "assessment", "plan"]
    verbs = Act.objects.filter(verb__startswith="note_template.").order_by("pk").values_list("verb", "by")
    assert list(verbs) == [("note_template.drafted", administrator.pk), ("note_template.published", administrator.pk)]


def test_what_is_published_never_changes(shipped):
    template = in_force(NoteKind.GROUP)
    section = template.sections.all()[0]
    tries = [
        lambda: NoteTemplate.objects.filter(pk=template.pk).update(number=9),
        lambda: NoteTemplateSection.objects.filter(pk=section.pk).update(title="Another"),
        lambda: NoteTemplateSection.objects.create(template=template, code="more", title="More", position=99),
    ]

    for change in tries:
        with pytest.raises(IntegrityError, match="published template stays"), transaction.atomic():
            change()


def test_a_draft_is_published_by_an_administrator_and_has_a_section(shipped):
    administrator, therapist, at = make_administrator(), make_user(Role.THERAPIST), timezone.now()
    own = NoteFormat.objects.create(code="own", title="Ours", kinds=["telephone"])

    for wording in (next_template, lambda **who: publish_template(template=in_force("group"), **who)):
        with pytest.raises(PermissionDenied):
            wording(**({"format": own} if wording is next_template else {}), by=therapist, at=at)
    draft = next_template(format=own, by=administrator, at=at)
    with pytest.raises(ValidationError, match="at least one section"):
        publish_template(template=draft, by=administrator, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        NoteTemplate.objects.create(format=own, number=2)
    NoteTemplateSection.objects.create(template=draft, code="all", title="All of it", position=10)
    with pytest.raises(IntegrityError), transaction.atomic():
        NoteTemplateSection.objects.create(template=draft, code="all", title="Again", position=20)
    published = publish_template(template=draft, by=administrator, at=at)
    with pytest.raises(ValidationError, match="published already"):
        publish_template(template=published, by=administrator, at=at)


def test_formats_are_for_kinds_we_have_and_bear_names(shipped):
    for wrong in ({"kinds": ["unheard-of"]}, {"title": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            NoteFormat.objects.create(**{"code": "wrong", "title": "Wrong", "kinds": ["group"], **wrong})
    with pytest.raises(IntegrityError), transaction.atomic():
        UsualFormat.objects.create(kind="unheard-of", format=format_of("dap"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Technique.objects.create(code="nameless", name="")


def test_the_administration_words_and_publishes_and_chooses_the_usual_format(shipped, client):
    administrator = make_administrator()
    client.force_login(administrator)
    formats, templates = (
        reverse(f"admin:clinical_sessions_{each}_changelist") for each in ("noteformat", "notetemplate")
    )

    client.post(formats, {"action": "write_next_version", "_selected_action": [format_of("soap").pk]})
    draft = NoteTemplate.objects.get(published_at=None)
    assert (
        b"What they said" in client.get(reverse("admin:clinical_sessions_notetemplate_change", args=[draft.pk])).content
    )
    client.post(templates, {"action": "publish_drafts", "_selected_action": [draft.pk]})
    draft.refresh_from_db()
    assert draft.published_by == administrator

    usual = UsualFormat.objects.get(kind="telephone")
    address = reverse("admin:clinical_sessions_usualformat_change", args=[usual.pk])
    refused = client.post(address, {"format": format_of("family").pk})
    assert "offered for this kind" in refused.content.decode()
    client.post(address, {"format": format_of("soap").pk})
    assert template_in_force("telephone") == draft

    added = {"code": "drumming", "name": "Drumming", "is_exposure": "on", "is_offered": "on", "position": "700"}
    client.post(reverse("admin:clinical_sessions_technique_add"), added)
    technique = Technique.objects.get(code="drumming")
    changing = reverse("admin:clinical_sessions_technique_change", args=[technique.pk])
    client.post(changing, {"name": "Drumming together", "is_offered": "on", "position": "700"})
    technique.refresh_from_db()
    assert (technique.name, technique.is_exposure) == ("Drumming together", True)


def test_offered_formats_are_found_in_one_question(shipped, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len([each.format.title for each in NoteTemplate.objects.offered_for("group")]) == 3
