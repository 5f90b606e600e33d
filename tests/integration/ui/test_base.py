"""The frame: public pages are the same for everyone and keep help at hand; pages behind the sign-in say who is here."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as portal
from django.test import Client
from django.urls import reverse

from bcssp.retention.models import Retained, RetentionPeriod
from partnership.profile import Credit, KeptFor, Privacy, contrast_with_white
from tests.stages import Cast

PUBLIC = [
    "/",
    "/priorities/",
    "/figures/",
    "/learning/",
    "/newsletters/",
    "/reports/",
    "/about/structure/",
    "/privacy/",
]
SECTIONS = {"/priorities/", "/figures/", "/learning/", "/newsletters/", "/reports/", "/about/structure/"}
STATIC = Path(portal.BASE_DIR) / "static/ui"


def read(client: Client, address: str) -> str:
    """The page at the address, which must answer."""
    response = client.get(address)
    assert response.status_code == 200
    return str(response.content.decode())


def main_menu(html: str) -> dict[str, str]:
    """Words and addresses of the menu, in order."""
    menu = re.search(r'<nav aria-label="Main".*?</nav>', html, re.DOTALL)
    assert menu
    links = re.findall(r'<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', menu[0], re.DOTALL)
    return {re.sub(r"<[^>]*>", "", words).strip(): address for address, words in links}


@pytest.mark.parametrize("address", PUBLIC)
def test_public_page_reads_no_session_and_sets_no_cookie(client: Client, cast: Cast, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert "csrfmiddlewaretoken" not in response.content.decode()


@pytest.mark.parametrize("address", PUBLIC)
def test_public_page_is_the_same_for_who_is_signed_in(client: Client, cast: Cast, address: str) -> None:
    anonymous = read(client, address)
    client.force_login(cast.coordinator)

    assert read(client, address) == anonymous


@pytest.mark.parametrize("address", PUBLIC)
def test_public_page_keeps_help_and_the_way_out_at_hand(client: Client, cast: Cast, address: str) -> None:
    html = read(client, address)

    for contact in portal.PARTNERSHIP.contacts:
        if contact.telephone:
            assert f'href="tel:{contact.dial}">{contact.telephone}</a>' in html
    exit_link = re.search(r"<a [^>]*govuk-js-exit-this-page-button[^>]*>", html)
    assert exit_link
    assert f'href="{portal.PARTNERSHIP.exit_url}"' in exit_link[0]
    assert 'rel="nofollow noreferrer"' in exit_link[0]
    assert html.count("<h1") == 1
    assert 'href="#main-content"' in html
    assert html.count('id="main-content"') == 1


@pytest.mark.parametrize("address", sorted(SECTIONS))
def test_menu_marks_the_section_that_is_open_and_no_other(client: Client, cast: Cast, address: str) -> None:
    html = read(client, address)

    assert set(main_menu(html).values()) == SECTIONS
    assert re.findall(r'href="([^"]*)"\s+aria-current="true"', html) == [address]


def test_home_is_in_no_section(client: Client, cast: Cast) -> None:
    assert 'aria-current="true"' not in read(client, "/")


@pytest.mark.parametrize("address", [*PUBLIC, "/account/login/"])
def test_page_carries_nothing_that_the_content_policy_refuses(client: Client, cast: Cast, address: str) -> None:
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)", read(client, address))


MENUS = {
    "partner_police": ["My work", "Figures", "Progress", "Case studies", "Briefings"],
    "board_icb": ["My work", "Review queue", "Returns", "Releases", "Reports"],
    "coordinator": [
        "My work",
        "Case studies",
        "Briefings",
        "Newsletters",
        "Review queue",
        "Returns",
        "Releases",
        "People",
        "Reports",
    ],
    "chair": ["My work", "Review queue", "Returns", "Releases", "Reports"],
    "scrutineer": ["My work", "Review queue", "Returns", "Releases", "Reports"],
}


@pytest.mark.parametrize("name", MENUS)
def test_menu_behind_the_sign_in_offers_what_the_role_may_do(client: Client, cast: Cast, name: str) -> None:
    client.force_login(getattr(cast, name))
    menu = main_menu(read(client, reverse("work")))

    assert list(menu) == MENUS[name]
    for address in menu.values():
        assert client.get(address).status_code == 200


@pytest.mark.asvs("7.4.4")
def test_page_behind_the_sign_in_says_who_is_here_and_how_to_leave(client: Client, cast: Cast) -> None:
    client.force_login(cast.partner_police)
    html = read(client, reverse("work"))

    assert str(cast.partner_police) in html
    assert str(cast.partner_police.organisation) in html
    assert reverse("account_logout") in html
    assert 'href="/">Public pages</a>' in html
    assert "govuk-js-exit-this-page-button" not in html


def test_who_belongs_to_no_organisation_is_told_so(client: Client, cast: Cast) -> None:
    client.force_login(cast.chair)

    assert "No organisation, " in read(client, reverse("work"))


def test_every_address_in_our_style_sheets_is_a_file() -> None:
    for sheet in STATIC.rglob("*.css"):
        for address in re.findall(r"url\(['\"]?([^'\")]+)", sheet.read_text()):
            assert address.startswith("data:") or (sheet.parent / address).is_file(), f"{sheet.name}: {address}"


def test_our_style_sheets_name_no_font_or_emblem_of_the_government() -> None:
    for sheet in STATIC.rglob("*.css"):
        text = sheet.read_text().lower()
        assert "gds transport" not in text
        assert "crest" not in text
        assert "crown" not in text


def test_words_on_our_papers_can_be_read() -> None:
    """Text, quiet text and links keep 4.5:1 on white and on both warm papers."""
    css = (STATIC / "portal.css").read_text()
    colours = dict(re.findall(r"--app-([a-z-]+): (#[0-9a-f]{6});", css))
    papers = [contrast_with_white(colours[name]) for name in ("paper", "paper-deep")]
    for ink in (colours["ink"], colours["quiet"]):
        on_white = contrast_with_white(ink)
        for paper in papers:
            assert on_white / paper >= 4.5


def test_tags_can_be_read() -> None:
    css = (STATIC / "parts.css").read_text()
    bordered = r"(?:  border-color: #[0-9a-f]{6};\n)?"
    pairs = re.findall(rf"^  color: (#[0-9a-f]{{6}});\n{bordered}  background: (#[0-9a-f]{{6}});", css, re.MULTILINE)
    assert len(pairs) >= 7
    for pair in pairs:
        light, dark = sorted(map(contrast_with_white, pair))
        assert dark / light >= 4.5, pair


def test_the_privacy_page_names_who_the_partnership_s_file_names(client: Client, cast: Cast, settings: Any) -> None:
    kept = KeptFor("Accounts", "two years after they are closed")
    privacy = Privacy("The Council", "Data protection officer", "dpo@example.org", (kept,))
    settings.PARTNERSHIP = replace(settings.PARTNERSHIP, privacy=privacy)
    html = read(client, "/privacy/")

    assert "The Council is the data controller of this portal" in html
    assert 'href="mailto:dpo@example.org"' in html
    assert "Accounts: two years after they are closed" in html


def test_the_privacy_page_says_what_is_not_named(client: Client, cast: Cast) -> None:
    html = read(client, "/privacy/")

    assert "has not named the data controller of this portal here yet" in html
    assert "has not said here yet how long it keeps other records" in html


def test_the_privacy_page_gives_the_periods_that_are_set(client: Client, cast: Cast) -> None:
    assert "spreadsheets that partners sent, after 1 day<" in read(client, "/privacy/")
    RetentionPeriod.objects.create(kind=Retained.UPLOADS, days=14)

    assert "spreadsheets that partners sent, after 14 days<" in read(client, "/privacy/")


@pytest.mark.parametrize("address", ["/privacy/", "/accessibility/", "/newsletters/subscribe/check-your-email/"])
def test_no_page_offers_an_address_that_the_partnership_does_not_have(
    client: Client, cast: Cast, settings: Any, address: str
) -> None:
    settings.PARTNERSHIP = replace(settings.PARTNERSHIP, email="")

    assert "mailto:" not in read(client, address)


def test_the_footer_credits_whom_the_partnership_s_file_credits(client: Client, cast: Cast, settings: Any) -> None:
    settings.PARTNERSHIP = replace(settings.PARTNERSHIP, credits=(Credit("Figures from the Home Office", "OGL", ""),))
    html = read(client, "/")

    assert re.search(r"Figures from the Home Office:\s+OGL\.", html)
    assert "Department for Education" not in html[html.index("<footer") :]
