"""Reports opened in a real browser: they work by mouse and keyboard, printed, in the dark, and on a small screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.estates import ESTATES, MANY
from tests.browser.visit import grave_findings, visit

Pages = Callable[[str], Path]


def test_nothing_grave_keeps_anybody_from_a_report(browser: Browser, pages: Pages) -> None:
    """With everything open and a step chosen axe finds nothing serious or critical, and in the dark no pale text.

    Of a page without a title it finds something.
    """
    with visit(browser, pages("broken")) as page:
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        page.locator("a.pick").nth(2).click()
        assert grave_findings(page) == []
        page.emulate_media(color_scheme="dark")
        assert grave_findings(page, only="color-contrast") == []
        page.evaluate("document.title = ''")
        assert grave_findings(page, only="document-title") != []


@pytest.mark.parametrize("name", ["demo", "many"])
def test_reports_as_they_open_are_fit_for_everybody(browser: Browser, pages: Pages, name: str) -> None:
    """Axe finds nothing grave before anything is chosen; of a hundred rows that are alike it looks at the first ten."""
    with visit(browser, pages(name)) as page:
        for rows in ("noscript.later", "details.way", "details.service", "#policies ~ * tr", "#endpoints ~ * tr"):
            page.locator(rows).evaluate_all("rows => rows.slice(10).forEach(row => row.remove())")
        assert grave_findings(page, but="color-contrast") == []


@pytest.mark.parametrize("name", ESTATES)
def test_a_small_screen_shows_all_of_it(browser: Browser, pages: Pages, name: str) -> None:
    """At 320 pixels, the width that WCAG asks for, nothing has to be scrolled sideways, whatever is open."""
    with visit(browser, pages(name), width=320) as page:
        folds = page.locator("details.service, details.finding, details.permissions, details.way")
        folds.evaluate_all("folds => folds.slice(0, 20).forEach(fold => { fold.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        page.evaluate("document.querySelector('.lead').style.width = '400px'")
        assert page.evaluate("document.documentElement.scrollWidth") > 320


def chosen(page: Page) -> str:
    """Return what the inspector shows."""
    return page.locator("#inspector").inner_text()


def test_a_step_is_chosen_by_mouse_and_shows_its_way_there_and_back(browser: Browser, pages: Pages) -> None:
    """A click on a step of the table shows its hops with their rules, says so aloud, and Escape goes back to it."""
    with visit(browser, pages("demo")) as page:
        expect(page.locator("#inspector")).to_be_hidden()
        step = page.locator("a.pick", has_text="registry-login")
        step.click()
        for text in (
            "registry-login",
            "There",
            "Back",
            "security group",
            "allows by",
            "route table",
            "GetAuthorization",
        ):
            assert text in chosen(page)
        expect(page.locator("#said")).to_contain_text("registry-login of aws_ecs_service.app: holds")
        expect(page.locator("#inspector")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator("#inspector")).to_be_hidden()
        expect(step).to_be_focused()


def test_arrows_are_chosen_by_mouse_and_by_keyboard(browser: Browser, pages: Pages) -> None:
    """Every step is an arrow that can be clicked and tabbed to; the broken one says what breaks it."""
    with visit(browser, pages("broken")) as page:
        arrows = page.locator(".canvas .arrow")
        drawn = {key for one in arrows.all() for key in (one.get_attribute("data-steps") or "").split()}
        listed = {row.get_attribute("data-step") for row in page.locator("a.pick").all()}
        assert drawn == listed
        broken = page.locator(".canvas .arrow.fails").first
        broken.dispatch_event("click")
        assert broken.get_attribute("aria-pressed") == "true"
        assert "fails" in chosen(page)
        assert page.locator("#inspector").evaluate("it => it.classList.contains('fails')")
        broken.dispatch_event("click")
        expect(page.locator("#inspector")).to_be_hidden()
        whole = page.locator(".canvas .arrow.holds").first
        whole.focus()
        page.keyboard.press("Enter")
        assert whole.get_attribute("aria-pressed") == "true"
        assert "There" in chosen(page) or "Permissions" in chosen(page)


def test_a_way_out_is_an_arrow_too(browser: Browser, pages: Pages) -> None:
    """The arrow of a leak shows the packet that passes, with the route that lets it, and Escape goes back to it."""
    with visit(browser, pages("leaking")) as page:
        leak = page.locator(".canvas .arrow.leak")
        leak.focus()
        page.keyboard.press("Enter")
        assert "gets through, although it should not" in chosen(page)
        assert "rtb-a 0.0.0.0/0" in page.locator("#inspector .hops .stops").inner_text()
        page.keyboard.press("Escape")
        expect(leak).to_be_focused()


def test_a_finding_leads_to_its_broken_link(browser: Browser, pages: Pages) -> None:
    """The link of a finding chooses the step that it stops, with the broken link in front of the hops."""
    with visit(browser, pages("broken")) as page:
        finding = page.locator(".finding", has_text="private DNS off")
        finding.locator("a[data-step]").click()
        first = page.locator("#inspector .hops li").first
        assert "has private DNS off" in first.inner_text()
        assert first.get_attribute("class") == "stops"


def test_search_and_filter_find_services(browser: Browser, pages: Pages) -> None:
    """Words are looked for in all that is said of a service, a verdict leaves only its services, and both together."""
    with visit(browser, pages("many")) as page:
        rows = page.locator("details.service[data-number]:not([hidden])")
        assert rows.count() == MANY
        page.fill("#search", "service_77.")
        assert rows.count() == 1
        expect(page.locator("#shown")).to_have_text(f"1 of {MANY}")
        page.fill("#search", "task-group-egress")
        assert rows.evaluate_all("rows => rows.map(row => row.id)") == ["service-45"]
        page.click("[data-filter=holds]")
        assert rows.count() == 0
        expect(page.locator("#nothing")).to_be_visible()
        page.fill("#search", "")
        assert 0 < rows.count() < MANY
        assert set(rows.evaluate_all("rows => rows.map(row => row.dataset.verdict)")) == {"holds"}


def test_a_fix_is_copied(browser: Browser, pages: Pages) -> None:
    """The button beside a change puts exactly that change on the clipboard, and says so."""
    with visit(browser, pages("broken")) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        figure = page.locator(".finding figure.code").first
        figure.get_by_role("button").click()
        expect(figure.get_by_role("button")).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()") == figure.locator("code").text_content()


def test_a_printed_report_shows_everything(browser: Browser, pages: Pages) -> None:
    """On paper every fold is open and no control is left; on a screen the folds are closed."""
    with visit(browser, pages("broken"), script=False) as page:
        hop = page.locator(".way .hops li").last
        assert not hop.is_visible()
        page.emulate_media(media="print")
        assert hop.is_visible()
        assert page.locator(".steps").last.is_visible()
        assert not page.locator(".controls, .contents, .copy").locator("visible=true").count()


def test_what_is_read_later_is_all_there_soon(browser: Browser, pages: Pages) -> None:
    """What nobody sees at first is read when the browser has nothing else to do, or at once when somebody prints."""
    with visit(browser, pages("many")) as page:
        expect(page.locator("noscript.later")).to_have_count(0, timeout=30_000)
        ways = page.locator("details.way").count()
        assert ways == int(page.locator('.contents a[href="#ways"] span').text_content() or 0)
    with visit(browser, pages("broken")) as page:
        page.emulate_media(media="print")
        assert page.locator("noscript.later").count() == 0
        assert page.locator("details.way .hops li").last.is_visible()


def test_without_script_everything_can_be_read(browser: Browser, pages: Pages) -> None:
    """Folds open by a click, links lead to numbered ways, and no control is shown that would do nothing."""
    with visit(browser, pages("broken"), script=False) as page:
        assert not page.locator("button, input").locator("visible=true").count()
        fold = page.locator("details.way").last
        assert not fold.locator(".hops").first.is_visible()
        fold.locator("summary").click()
        assert fold.locator(".hops").first.is_visible()
        link = page.locator(".refs a").first
        link.click()
        assert page.locator(f"{link.get_attribute('href')} .hops").first.is_visible()
