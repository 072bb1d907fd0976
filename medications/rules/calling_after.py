"""Medicines that are hard to leave: after less of them somebody calls, and knows what to ask."""

from collections.abc import Set
from datetime import timedelta

from django.utils.translation import gettext as _

CALL_AFTER = timedelta(hours=24)
"""From so long after the first lower dose on, and two days later at the latest."""

PRESSURE_REBOUNDS = frozenset({"alpha2_agonist", "beta_blocker"})
OPIOIDS = frozenset({"opioid_full_agonist", "buprenorphine_naloxone"})
ANTIEPILEPTICS = frozenset({"lamotrigine", "valproate", "topiramate"})
OTHERS = frozenset({"benzodiazepine", "gabapentinoid", "lithium"})
HARD_TO_LEAVE = PRESSURE_REBOUNDS | OPIOIDS | ANTIEPILEPTICS | OTHERS
"""Classes and medicines after which somebody calls. No class holds the antiepileptics, so they stand here by name."""


def what_to_ask(ours: Set[str]) -> str:
    """What matters when somebody calls, of a medicine by its code and classes."""
    said = [_("Ask what has changed since.")]
    if ours & PRESSURE_REBOUNDS:
        said.append(_("Ask for the blood pressure."))
    if ours & OPIOIDS:
        said.append(_("Ask whether naloxone is at hand, and say that an earlier dose can be too much now."))
    return " ".join(said)
