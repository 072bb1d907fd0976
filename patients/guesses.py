"""Counting wrong words, in the cache that all processes share: a pause for one link, and for one address.

`cache.add` is the one step that two requests at the same moment cannot both win, so an address's tries are slots that
are taken one by one. The count of one link is kept on its row (services/private_links.py).
"""

from datetime import datetime

from django.core.cache import cache
from django.utils.crypto import salted_hmac

PAUSE_SECONDS = 15 * 60
TRIES_OF_AN_ADDRESS = 20


def begin_pause(link_id: int) -> None:
    """Nobody tries this link for a quarter of an hour."""
    cache.set(f"private-link-pause:{link_id}", True, PAUSE_SECONDS)


def is_paused(link_id: int, address: str, at: datetime) -> bool:
    """Whether this link rests, or whoever is at this address."""
    return bool(cache.get(f"private-link-pause:{link_id}") or cache.get(_slot(address, at, TRIES_OF_AN_ADDRESS)))


def note_wrong(address: str, at: datetime) -> None:
    """Take the next free slot of the address."""
    for number in range(1, TRIES_OF_AN_ADDRESS + 1):
        if cache.add(_slot(address, at, number), True, 2 * PAUSE_SECONDS):
            return


def _slot(address: str, at: datetime, number: int) -> str:
    """Fresh keys for each quarter of an hour: a slot that ran out could be taken twice. The address is not kept."""
    whose = salted_hmac("private-link-address", address, algorithm="sha256").hexdigest()[:32]
    return f"private-word:{whose}:{int(at.timestamp()) // PAUSE_SECONDS}:{number}"
