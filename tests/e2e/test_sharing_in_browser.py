"""A candidate and a coach at a service that other machines reach, each in a browser of their own."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

import pytest
import trustme
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from interview_sim.access.tokens import Kind, Token
from interview_sim.errors import NotFoundError
from interview_sim.storage.access import AccessStore
from interview_sim.storage.store import SqlStore
from tests.conftest import CHROMIUM
from tests.reports.conftest import full
from tests.storage.conftest import record

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class House:
    url: str
    tokens: AccessStore

    def person(self, name: str, kind: Kind = "candidate") -> tuple[Token, str]:
        """A new token; the one that an earlier test gave to somebody of that name is revoked."""
        with suppress(NotFoundError):
            self.tokens.revoke(name)
        return self.tokens.create(name, kind)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The service as somebody starts it, with an interview in it."""
    tmp_path = tmp_path_factory.mktemp("house")
    store = SqlStore(tmp_path / "data")
    document = {**full().model_dump(mode="json"), "id": "i1"}
    store.save(record("i1").model_copy(update={"report": document, "candidate": "Anna"}))
    tokens = AccessStore(store.database)
    tokens.create("Spare", "candidate")
    issued = trustme.CA().issue_cert("127.0.0.1")
    issued.cert_chain_pems[0].write_to_path(tmp_path / "cert.pem")
    issued.private_key_pem.write_to_path(tmp_path / "key.pem")
    serve = [sys.executable, "-u", "-m", "interview_sim", "--data", str(tmp_path / "data"), "serve", "--port", "0"]
    serve += ["--host", "0.0.0.0", "--tls-cert", str(tmp_path / "cert.pem"), "--tls-key", str(tmp_path / "key.pem")]  # noqa: S104
    with subprocess.Popen(serve, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as service:
        try:
            assert service.stdout is not None
            ready = re.search(r"https://\S+", service.stdout.readline())
            assert ready is not None
            yield House(ready[0], tokens)
        finally:
            service.terminate()
            store.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def visit(browser: Browser, house: House, *, width: int = 1280, dark: bool = False) -> Page:
    context = browser.new_context(
        ignore_https_errors=True,  # the test's own authority is not one that Chromium knows
        viewport={"width": width, "height": 844},
        color_scheme="dark" if dark else "light",
    )
    page = context.new_page()
    page.goto(house.url)
    page.wait_for_selector("#token")
    return page


def log_in(page: Page, token: str) -> None:
    page.fill("#token", token)
    page.click("#login")
    page.wait_for_function("() => location.pathname !== '/login'")


def serious(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [one["id"] for one in found if one["impact"] in {"serious", "critical"}]


def test_a_candidate_shares_and_a_coach_reads_until_it_is_revoked(house: House, browser: Browser) -> None:
    _, anna = house.person("Anna", "candidate")
    token, maria = house.person("Maria", "coach")

    candidate = visit(browser, house)
    candidate.fill("#token", "isim_wrong")
    candidate.click("#login")
    candidate.wait_for_selector("#login-trouble:not([hidden])")
    assert "not an access token" in (candidate.text_content("#login-trouble") or "")
    assert serious(candidate) == []
    log_in(candidate, anna)
    candidate.get_by_role("button", name=re.compile("^Share ")).click()
    candidate.get_by_label("Maria").check()
    assert serious(candidate) == []
    candidate.get_by_role("button", name="Save", exact=True).click()
    candidate.wait_for_selector("dialog", state="detached")
    assert house.tokens.may_see(token.id, "i1")
    assert "Logged in as Anna" in (candidate.text_content("#visitor") or "")

    coach = visit(browser, house, width=390, dark=True)
    log_in(coach, maria)
    assert coach.url == f"{house.url}/shared"
    coach.wait_for_selector(".history__link")
    assert serious(coach) == []
    assert coach.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    coach.click(".history__link")
    coach.wait_for_load_state()
    assert coach.url.endswith("/api/interviews/i1/report.html#review")
    house.tokens.revoke("Maria")
    coach.reload()
    assert "/login" in coach.url


def test_neither_the_token_nor_the_session_can_be_read_by_a_script_or_in_the_address(
    house: House, browser: Browser
) -> None:
    _, anna = house.person("Anna", "candidate")
    page = visit(browser, house)
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    log_in(page, anna)
    page.wait_for_load_state("networkidle")
    (session,) = page.context.cookies()
    assert (session["httpOnly"], session["secure"], session["sameSite"]) == (True, True, "Strict")  # type: ignore[typeddict-item]
    assert page.evaluate("() => document.cookie") == ""
    assert anna not in str(page.evaluate("() => JSON.stringify([localStorage, sessionStorage])"))
    assert addresses
    assert not any(secret in address for secret in (anna, session["value"]) for address in addresses)  # type: ignore[typeddict-item]


@pytest.mark.parametrize(
    "wanted", ["//evil.example/x", "https://evil.example/", "/\t/evil.example", "javascript:alert(1)"]
)
def test_the_login_leads_to_no_other_site(house: House, browser: Browser, wanted: str) -> None:
    _, anna = house.person("Anna", "candidate")
    page = visit(browser, house)
    page.goto(f"{house.url}/login?next={wanted}")
    log_in(page, anna)
    assert page.url.startswith(house.url)


def test_logging_out_leads_back_to_the_login(house: House, browser: Browser) -> None:
    _, anna = house.person("Anna", "candidate")
    page = visit(browser, house)
    log_in(page, anna)
    page.click("#log-out")
    page.wait_for_url("**/login")
    page.goto(house.url)
    assert "/login" in page.url


def test_a_page_of_another_computer_says_where_the_voice_goes(house: House, browser: Browser) -> None:
    _, anna = house.person("Anna", "candidate")
    page = visit(browser, house)
    log_in(page, anna)
    page.wait_for_selector("#privacy")
    assert page.text_content("#privacy") == "Your voice never leaves this computer."
    page.evaluate("""async () => {
        const { whereVoiceGoes } = await import('/static/js/access/where.js');
        window.said = whereVoiceGoes({ hostname: 'laptop.local' });
    }""")
    assert page.evaluate("() => window.said").startswith("Your voice goes to laptop.local, ")


def test_an_interview_whose_session_ended_says_so_and_goes_on_after_a_new_login(house: House, browser: Browser) -> None:
    page = visit(browser, house)
    log_in(page, house.person("Anna")[1])
    page.click("#start")
    page.wait_for_selector("body[data-state='checking']")
    _, again = house.person("Anna")
    notice = page.locator("[data-notice='session']")
    notice.wait_for(timeout=30_000)
    assert "Log in again" in notice.inner_text()
    answer = page.request.post(
        f"{house.url}/api/session", data={"token": again}, headers={"Origin": house.url}, ignore_https_errors=True
    )
    assert answer.ok
    notice.wait_for(state="detached", timeout=30_000)
    assert page.url == f"{house.url}/"
