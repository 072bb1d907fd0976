"""What no page may do unnoticed: break its script, load what is not there, ask anybody but us."""

from playwright.sync_api import ConsoleMessage, Error, Page, Request, Response

NOT_LOADED = "Failed to load resource"  # the response itself is looked at instead


class Watch:
    """Collects what went wrong on the pages of one test."""

    def __init__(self, home: str) -> None:
        self.home = home
        self.found: list[str] = []
        self.allowed: set[int] = set()

    def allow(self, *statuses: int) -> None:
        """These answers are what the test is about."""
        self.allowed |= set(statuses)

    def over(self, page: Page) -> None:
        page.on("console", self.look_at_console)
        page.on("pageerror", self.look_at_error)
        page.on("request", self.look_at_request)
        page.on("response", self.look_at_response)

    def look_at_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(NOT_LOADED):
            self.found.append(f"console on {message.location['url']}: {message.text}")

    def look_at_error(self, error: Error) -> None:
        self.found.append(f"script: {error}")

    def look_at_request(self, request: Request) -> None:
        if not request.url.startswith((self.home, "data:", "about:")):
            self.found.append(f"asked elsewhere: {request.url}")

    def look_at_response(self, response: Response) -> None:
        expected = response.request.is_navigation_request() and response.status < 500
        if response.status >= 400 and not expected and response.status not in self.allowed:
            self.found.append(f"{response.status} for {response.url}")

    def finds_nothing(self) -> None:
        assert not self.found, "\n".join(self.found)
