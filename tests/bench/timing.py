"""How long something takes: the same thing many times over, warm."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter, process_time

ROUNDS, WARMING = 60, 10


@dataclass(frozen=True, kw_only=True)
class Timed:
    """Milliseconds of every round: by the clock, and of this process alone (the database's work is not in it)."""

    what: str
    by_clock: list[float]
    own: list[float]
    limit_ms: float | None = None

    @property
    def middle_ms(self) -> float:
        return median(self.by_clock)

    @property
    def p95_ms(self) -> float:
        return quantiles(self.by_clock, n=20)[-1]

    @property
    def is_too_slow(self) -> bool:
        """By the middle: on a machine that does other things too, single rounds say little."""
        return self.limit_ms is not None and self.middle_ms > self.limit_ms


def timed(what: str, ask: Callable[[], object], *, limit_ms: float | None = None) -> Timed:
    for _ in range(WARMING):
        ask()
    rounds = [_one(ask) for _ in range(ROUNDS)]
    return Timed(what=what, by_clock=[clock for clock, _ in rounds], own=[own for _, own in rounds], limit_ms=limit_ms)


def timed_in_turn(asked: Mapping[str, Callable[[], object]]) -> list[Timed]:
    """Several things, each once in every round, to be compared on a machine that does other things too."""
    rounds: dict[str, list[tuple[float, float]]] = {what: [] for what in asked}
    for number in range(WARMING + ROUNDS):
        for what, ask in asked.items():
            took = _one(ask)
            if number >= WARMING:
                rounds[what].append(took)
    return [
        Timed(what=what, by_clock=[clock for clock, _ in took], own=[own for _, own in took])
        for what, took in rounds.items()
    ]


def _one(ask: Callable[[], object]) -> tuple[float, float]:
    clock, own = perf_counter(), process_time()
    ask()
    return (perf_counter() - clock) * 1000, (process_time() - own) * 1000


def as_table(all_timed: list[Timed]) -> str:
    wide = max(len(one.what) for one in all_timed)
    rows = [f"{'ms':{wide}}  median    p95  own CPU  limit"]
    for one in all_timed:
        limit = "" if one.limit_ms is None else f"{one.limit_ms:.0f}" + ("  TOO SLOW" if one.is_too_slow else "")
        rows.append(f"{one.what:{wide}}  {one.middle_ms:6.1f} {one.p95_ms:6.1f}  {median(one.own):7.1f}  {limit}")
    return "\n".join(rows)
