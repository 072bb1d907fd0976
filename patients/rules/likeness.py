"""How alike two descriptions of a person are: a sum of what agrees, less what does not. Pure, and the same both ways.

Names weigh most and may be misspelt, in another order, or a part of each other; a chosen name may be the other's legal
one. A birth date counts as near where two of its parts agree. What nobody has told yet says nothing.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

FOR_NAMES = 0.6
FOR_A_PART = 0.8  # of that, where one name is a part of the other
SAME_BIRTH_DATE, NEAR_BIRTH_DATE, OTHER_BIRTH_DATE = 0.3, 0.2, -0.2
SAME_PHONE = 0.25
LIKELY = 0.4
DIGITS_THAT_TELL = 7


@dataclass(frozen=True, kw_only=True)
class Described:
    """Somebody, as far as it is known."""

    chosen_name: str
    legal_name: str = ""
    birth_date: date | None = None
    phone: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name in (self.chosen_name, self.legal_name) if name.strip())


def likeness(one: Described, other: Described) -> float:
    """From 0 (nothing agrees) to 1."""
    names = max((nearness(a, b) for a in one.names for b in other.names), default=0.0)
    found = FOR_NAMES * names + _of_birth_dates(one.birth_date, other.birth_date) + _of_phones(one.phone, other.phone)
    return min(1.0, max(0.0, found))


def is_likely(score: float) -> bool:
    """Whether somebody should look before a second record is made."""
    return round(score, 3) >= LIKELY


def nearness(one: str, other: str) -> float:
    """How alike two names are, 0 to 1, whatever the order of their words."""
    mine, theirs = trigrams(one), trigrams(other)
    if not mine or not theirs:
        return 0.0
    common = len(mine & theirs)
    whole, part = 2 * common / (len(mine) + len(theirs)), common / min(len(mine), len(theirs))
    return max(whole, FOR_A_PART * part)


def trigrams(name: str) -> frozenset[str]:
    """Three letters at a time, of each word by itself, without accents or capitals: as the database counts them."""
    return frozenset(each for word in _words(name) for each in _of_word(f"  {word} "))


def last_digits(phone: str) -> str:
    """What tells a telephone number from others, however it is written; nothing where it is too short to tell."""
    digits = re.sub(r"\D", "", phone, flags=re.ASCII)
    return digits[-DIGITS_THAT_TELL:] if len(digits) >= DIGITS_THAT_TELL else ""


def _words(name: str) -> list[str]:
    plain = "".join(each for each in unicodedata.normalize("NFKD", name) if not unicodedata.combining(each))
    return re.findall(r"\w+", plain.casefold())


def _of_word(padded: str) -> Iterator[str]:
    return (padded[at : at + 3] for at in range(len(padded) - 2))


def _of_birth_dates(one: date | None, other: date | None) -> float:
    if one is None or other is None:
        return 0.0
    if one == other:
        return SAME_BIRTH_DATE
    agreeing = (one.year == other.year) + (one.month == other.month) + (one.day == other.day)
    is_turned = one.year == other.year and (one.month, one.day) == (other.day, other.month)
    return NEAR_BIRTH_DATE if agreeing == 2 or is_turned else OTHER_BIRTH_DATE


def _of_phones(one: str, other: str) -> float:
    return SAME_PHONE if last_digits(one) and last_digits(one) == last_digits(other) else 0.0
