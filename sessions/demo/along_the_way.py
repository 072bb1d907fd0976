"""Patients elsewhere on their way: arriving, beginning, resting, going down, done."""

from medications.services.holding import hold_plan, stop_plan
from medications.services.logging_effects import ask_to_wait, resolve_entry, withdraw_wait
from medications.terms import Bother, Decision, Frequency, Resolution, Severity, Source
from patients.models import ChartEvent
from patients.services.charting import record_chart_event
from sessions.demo.known_of_them import has_at_home, tells_about_medicines
from sessions.demo.scene import Scene
from sessions.demo.story import Story


def tapering(scene: Scene) -> None:
    """Inês: coming off sertraline in steps of her own pace; nothing waits for a review on the way down."""
    story = Story(scene, "ines", "sertraline-taper")
    story.carry_over(40, 100, from_whom="her psychiatrist in Porto", taken_since=scene.day(700))
    story.move(2, scene.on(30), reason="She has been well for a year and would like to come off.")
    story.report(scene.on(26, 12), "Dizziness", words="Light-headed for two days, then it passed.")
    story.move(3, scene.on(9), reason="The last step down went well.")
    story.check_in(scene.on(2, 12), words="I feel like myself.", by="therapist", source=Source.SESSION)


def stopped(scene: Scene) -> None:
    """Bram: stopped together, plan closed."""
    story = Story(scene, "bram", "sertraline-ptsd")
    story.begin(30, "I am not sure, but I will give it a go.")
    story.report(
        scene.on(24, 10),
        "Somnolence",
        words="I yawn through the whole afternoon.",
        severity=Severity.MODERATE,
        frequency=Frequency.MOST_DAYS,
        bother=Bother.A_LOT,
        by="therapist",
        source=Source.SESSION,
    )
    stop_plan(
        plan=story.plan,
        reason="It did not suit him. Therapy goes on; we can talk about medication again in spring.",
        by=story.prescriber,
        at=scene.on(20, 10),
    )


def just_started(scene: Scene) -> None:
    """Noor: sensitive to medication, second day of the smallest step."""
    story = Story(scene, "noor", "sertraline-gentle")
    tells_about_medicines(story, scene.on(3, 14))
    story.begin(1, "Half a tablet sounds right to me.")
    story.report(scene.ago(hours=2), "Fatigue", words="A little tired. It could be the week.", source=Source.PATIENT)


def on_hold(scene: Scene) -> None:
    """Esther: held by the nurse, with a reason anybody can read."""
    story = Story(scene, "esther", "sertraline-ptsd")
    story.begin(9, "My daughter sorts the tablets with me.")
    story.check_in(scene.on(3, 10), words="No trouble with it.")
    hold_plan(
        plan=story.plan,
        reason="She is moving house this week. The team keeps the dose as it is until she has settled in.",
        by=story.by("nurse"),
        at=scene.on(2, 10),
    )


def carried_over(scene: Scene) -> None:
    """Priya: already took 50 mg when she came; the plan begins there."""
    story = Story(scene, "priya", "sertraline-from-50")
    record_chart_event(
        patient=story.patient,
        kind=ChartEvent.Kind.ALLERGY,
        words="Penicillin: hives as a child.",
        happened_at=scene.on(1, 8),
        by=story.by("nurse"),
        at=scene.on(1, 8),
    )
    story.carry_over(1, 50, from_whom="her family doctor", taken_since=scene.day(60))
    story.check_in(scene.on(1, 15), words="I am used to it. It helps somewhat.", by="nurse")


def of_another_prescriber(scene: Scene) -> None:
    """Anouk: in care with the second prescriber alone."""
    story = Story(scene, "anouk", "sertraline-ptsd", prescriber="second_prescriber")
    story.begin(7, "I read the leaflet twice. I am ready.")
    story.check_in(scene.on(1, 13), words="Nothing to tell.", by="therapist", source=Source.SESSION)


def enough(scene: Scene) -> None:
    """Wren: this dose is enough; nobody is prompted until the day to look again."""
    story = Story(scene, "wren", "sertraline-ptsd")
    story.begin(24, "Small steps, please.")
    story.check_in(scene.on(18, 10), words="Hardly any change.", by="therapist", source=Source.SESSION)
    story.step_up(2, 16)
    headache = story.report(
        scene.on(13, 9),
        "Headache",
        words="I lay in a dark room for a whole day.",
        severity=Severity.SEVERE,
        frequency=Frequency.ONCE,
        bother=Bother.A_LOT,
    )
    ask_to_wait(
        patient=story.patient,
        source=Source.PHONE,
        happened_at=scene.on(13, 9),
        by=story.by("nurse"),
        at=scene.on(13, 9),
        medication=story.medication,
        in_their_words="Nothing more until I know what that was.",
    )
    resolve_entry(
        entry=headache,
        resolution=Resolution.OTHER_CAUSE,
        reason="New glasses; gone since the lenses were changed.",
        by=story.prescriber,
        at=scene.on(8, 11),
    )
    withdraw_wait(
        patient=story.patient,
        in_their_words="It was the glasses. You can go on planning with me.",
        source=Source.SESSION,
        happened_at=scene.on(6, 10),
        by=story.by("therapist"),
        at=scene.on(6, 10),
        medication=story.medication,
    )
    story.check_in(scene.on(5, 10), words="I like where I am.", by="therapist", source=Source.SESSION)
    story.review(
        scene.on(4, 10),
        None,
        decision=Decision.ENOUGH,
        reasons="50 mg does what they hoped for.",
        words="I like where I am. Ask me again next month.",
        look_again_on=scene.day(-26),
    )
    has_at_home(story, first=24, second=16, counted=5)


SITUATIONS = (tapering, stopped, just_started, on_hold, carried_over, of_another_prescriber, enough)
