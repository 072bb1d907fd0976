"""What is known of somebody besides their dose: how they do with medicines, and what they have at home."""

from datetime import datetime
from decimal import Decimal

from medications.services.supplying import Amount, count_supply, give_supply, record_old_tablets
from patients.models import SensitivityAnswer, Source
from patients.sensitivity import Answer, DoseThen, HowBad, Question
from patients.services.recording_sensitivity import Answered, record_answers, record_reaction
from sessions.demo.story import Story

IN_THEIR_WORDS = {
    Question.HOPES: "That I can be in a shop without counting the doors.",
    Question.FEARS: "That I shake inside again and nobody believes me.",
    Question.AVOID: "Anything that keeps me awake.",
}


def tells_about_medicines(story: Story, at: datetime) -> None:
    """An earlier reaction, and what somebody sensitive hopes and fears, in their own words."""
    patient, nurse, source = story.patient, story.by("nurse"), Source.SESSION
    record_reaction(
        patient=patient,
        name="Escitalopram",
        effect="shaking inside, awake for three nights",
        how_bad=HowBad.SEVERE,
        dose="half a tablet",
        dose_then=DoseThen.LOW,
        when="two winters ago",
        helped="stopping it, and quiet",
        source=source,
        by=nurse,
        at=at,
    )
    said = [Answered(question=question, answer=Answer.SAID, words=words) for question, words in IN_THEIR_WORDS.items()]
    rated = Answered(question=Question.SELF_RATED, answer=Answer.MUCH_MORE)
    whose = SensitivityAnswer.Whose.THEIRS
    record_answers(patient=patient, answers=[*said, rated], whose=whose, source=source, by=nurse, at=at)


def has_at_home(story: Story, *, first: int, second: int, counted: int) -> None:
    """Tablets for the first dose, then for the second; the old ones were kept, and once somebody counted."""
    scene, plan, prescriber = story.scene, story.plan, story.prescriber
    strengths = {one.strength_mg: one for one in story.medication.presentations.filter(form="tablet")}

    def of(mg: int, tablets: int) -> Amount:
        return Amount(quantity=Decimal(tablets), presentation=strengths[Decimal(mg)])

    def given(mg: int, tablets: int, days_ago: int, note: str) -> None:
        at, day = scene.on(days_ago, 11), scene.day(days_ago)
        give_supply(plan=plan, amount=of(mg, tablets), given_on=day, note=note, by=prescriber, at=at)

    given(25, 14, first, "Two weeks.")
    record_old_tablets(plan=plan, what_became="kept", on=scene.day(second), by=prescriber, at=scene.on(second, 11))
    given(50, 28, second, "Four weeks.")
    at, by = scene.on(counted, 11), story.by("therapist")
    count_supply(plan=plan, amount=of(50, 17), counted_on=scene.day(counted), by=by, at=at)
