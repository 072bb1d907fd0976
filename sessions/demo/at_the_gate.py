"""Patients for whom the next step up is the question; each function tells one, and leaves one thing in its way."""

from medications.services.cosigning import ask_for_cosign
from medications.services.logging_effects import Report, ask_to_wait, correct_entry, log_not_reached
from medications.services.prompting import refresh_prompts
from medications.services.recording_elsewhere import record_other_medication
from medications.terms import Bother, Course, Frequency, Severity, Source
from sessions.demo.scene import Scene
from sessions.demo.story import Story


def only_the_review_is_missing(scene: Scene) -> None:
    """Maya: a week on 25 mg, asked yesterday; the way through the README."""
    story = Story(scene, "maya", "sertraline-ptsd")
    story.begin(7, "I am a little nervous about it, and I want to try.")
    story.report(scene.on(5, 15), "Nausea", words="A bit queasy after breakfast, gone by noon.")
    story.missed(scene.on(1, 16), 0)
    story.check_in(scene.on(1, 16, 5), words="The queasy feeling has gone. I slept through twice this week.")


def overdue_and_escalated(scene: Scene) -> None:
    """Tomás: the review was due four days ago; the prompt went to the cover, then to the clinical lead."""
    story = Story(scene, "tomas", "sertraline-ptsd")
    story.begin(19, "My wife will remind me in the mornings.")
    story.check_in(scene.on(13, 11), words="Nothing I notice.")
    story.step_up(2, 11)
    story.check_in(scene.on(6, 11), words="Fine. The crowd at the market bothered me less.")
    log_not_reached(
        patient=story.patient,
        happened_at=scene.on(3, 10),
        by=story.by("nurse"),
        at=scene.on(3, 10),
        note="Rang twice at the agreed time.",
    )
    for days_ago in (6, 4, 3, 2):
        refresh_prompts(story.patient.pk, at=scene.on(days_ago, 12))


def held_by_something_new(scene: Scene) -> None:
    """Ruth: reviewed and agreed yesterday, then a mild headache came in; "still stands" is enough."""
    story = Story(scene, "ruth", "sertraline-ptsd")
    story.begin(8, "I would rather go slowly, and you said we can.")
    story.check_in(scene.on(2, 14), words="My mouth is dry, that was so before. Otherwise the same.")
    story.review(
        scene.on(1, 15),
        2,
        reasons="A week on 25 mg with nothing new. She feels ready for 50 mg.",
        words="I would like to see whether more helps.",
    )
    story.report(
        scene.ago(hours=2), "Headache", words="A light headache, on and off. It does not worry me.", by="therapist"
    )


def red_flag_open(scene: Scene) -> None:
    """Kit: a rash on lamotrigine, reported half an hour ago."""
    story = Story(scene, "kit", "lamotrigine-alone")
    story.begin(14, "I know about the rash. I will ring at once.")
    story.check_in(scene.on(7, 17), words="All good so far. My moods feel a little less steep.")
    story.report(
        scene.ago(minutes=30),
        "Rash",
        words="There are some red spots on my arms. They itch a little. You asked me to ring.",
        frequency=Frequency.ALL_THE_TIME,
    )


def asked_to_wait(scene: Scene) -> None:
    """Samuel: everything is ready, and he would like to wait."""
    story = Story(scene, "samuel", "prazosin-bedtime")
    story.begin(8, "If it takes the edge off the nights, good.")
    story.check_in(scene.on(6, 10), words="Got up slowly, as you said. No dizziness.")
    story.step_up(2, 5)
    story.check_in(scene.on(1, 16), words="Two calm nights.", by="therapist", source=Source.SESSION)
    ask_to_wait(
        patient=story.patient,
        source=Source.SESSION,
        happened_at=scene.ago(minutes=50),
        by=story.by("therapist"),
        at=scene.ago(minutes=50),
        medication=story.medication,
        in_their_words="I sleep better already. I would like to stay here until my exam is over.",
    )


def severe_and_cosign_asked(scene: Scene) -> None:
    """Dell: sleep got so bad that work was out of the question; the second prescriber is asked to co-sign."""
    story = Story(scene, "dell", "prazosin-bedtime")
    story.begin(18, "I have tried a lot. Let us see.")
    story.check_in(scene.on(16, 10), words="Nothing, good or bad.")
    story.step_up(2, 15)
    story.check_in(scene.on(11, 10), words="One better night.")
    story.step_up(3, 9)
    story.report(
        scene.on(3, 14),
        "Insomnia",
        words="Three nights awake. I stayed home from work.",
        severity=Severity.SEVERE,
        course=Course.WORSE,
        frequency=Frequency.MOST_DAYS,
        bother=Bother.A_LOT,
        by="therapist",
        source=Source.SESSION,
    )
    review = story.review(
        scene.ago(hours=3),
        4,
        reasons="The nights are what we treat; blood pressure lying and standing is fine at 4 mg.",
        words="I want to go on, the first weeks did help.",
    )
    ask_for_cosign(
        review=review,
        codes=["severe-effect-open"],
        reason="The sleeplessness is what the medicine is for. Would you go to 6 mg?",
        asked_of=story.by("second_prescriber"),
        by=story.prescriber,
        at=scene.ago(hours=2, minutes=50),
    )


def another_change_is_recent(scene: Scene) -> None:
    """Gus: reviewed and agreed, but the family doctor raised another medication three days ago."""
    story = Story(scene, "gus", "sertraline-ptsd")
    story.begin(9, "Plain and simple, please.")
    entry = story.report(scene.on(5, 9), "Dry mouth", words="Dry mouth. I carry water.", severity=Severity.MODERATE)
    correction = Report(
        effect=scene.effects["Dry mouth"],
        severity=Severity.MILD,
        frequency=Frequency.SOME_DAYS,
        bother=Bother.A_LITTLE,
        in_their_words="Dry mouth. I carry water.",
        medication=story.medication,
    )
    correct_entry(entry=entry, report=correction, note="He said mild; a slip.", by=story.prescriber, at=scene.on(5, 10))
    record_other_medication(
        patient=story.patient,
        name="propranolol",
        by=story.by("nurse"),
        at=scene.on(2, 11),
        medication=scene.medications["propranolol"],
        dose="20 mg twice a day, from the family doctor",
        started_on=scene.day(200),
        changed_on=scene.day(3),
    )
    story.check_in(scene.on(1, 9), words="Steady. The family doctor changed my other tablets.")
    story.review(
        scene.ago(hours=4),
        2,
        reasons="25 mg is well tolerated. To be weighed: propranolol was raised three days ago.",
        words="Whatever you think is sensible. I am in no hurry.",
    )


SITUATIONS = (
    only_the_review_is_missing,
    overdue_and_escalated,
    held_by_something_new,
    red_flag_open,
    asked_to_wait,
    severe_and_cosign_asked,
    another_change_is_recent,
)
