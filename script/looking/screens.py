"""The screens that docs/design/screens.md shows: who sees them, where, and how large."""

from dataclasses import dataclass
from typing import Literal

DESK, TELEPHONE = 1280, 390
HEIGHTS = {DESK: 900, TELEPHONE: 844}
SHORT = 560
Theme = Literal["light", "dark"]


@dataclass(frozen=True, kw_only=True)
class Screen:
    """One state of one page. `path` may hold {plan} or {chart}, of whom `about` names.

    `search` is typed into the page's search box first. A page with little on it is `short`.
    """

    name: str
    role: str | None
    path: str
    about: str = ""
    search: str = ""
    short: bool = False
    sizes: tuple[tuple[int, Theme], ...] = ((DESK, "light"), (TELEPHONE, "light"))

    def height(self, width: int) -> int:
        return SHORT if self.short and width == DESK else HEIGHTS[width]

    def file(self, width: int, theme: Theme) -> str:
        return f"{self.name}-{width}{'-dark' if theme == 'dark' else ''}.webp"

    @property
    def files(self) -> list[str]:
        return [self.file(width, theme) for width, theme in self.sizes]


EVERY_SIZE: tuple[tuple[int, Theme], ...] = (
    (DESK, "light"),
    (TELEPHONE, "light"),
    (DESK, "dark"),
    (TELEPHONE, "dark"),
)
LARGE: tuple[tuple[int, Theme], ...] = ((DESK, "light"),)
LARGE_AND_DARK: tuple[tuple[int, Theme], ...] = ((DESK, "light"), (DESK, "dark"))

# In this order, since signing a review changes what the pages after it show.
SCREENS = (
    Screen(name="sign-in", role=None, path="/accounts/login/", short=True),
    Screen(name="today", role="prescriber", path="/", sizes=EVERY_SIZE),
    Screen(name="chart", role="prescriber", path="{chart}", about="Maya Juniper"),
    Screen(name="plan-closed", role="prescriber", path="{plan}", about="Maya Juniper", sizes=EVERY_SIZE),
    Screen(name="log", role="nurse", path="/medications{chart}log/", about="Maya Juniper"),
    Screen(name="medications", role="prescriber", path="/medications{chart}", about="Inês Rosemary"),
    Screen(name="new-plan", role="prescriber", path="/medications{chart}plans/new/", about="Noor Saffron"),
    Screen(name="search", role="nurse", path="/patients/", search="Junipr", short=True, sizes=LARGE),
    Screen(name="front-desk", role="front-desk", path="/patients/front-desk/", search="Lavender", short=True),
    Screen(name="gallery", role="prescriber", path="/gallery/", sizes=LARGE_AND_DARK),
    Screen(name="review", role="prescriber", path="{plan}review/", about="Maya Juniper"),
    Screen(name="plan-open", role="prescriber", path="{plan}", about="Maya Juniper"),
)
