"""Passwords as people bring them from a password manager: pasted, not typed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from tests.factories.partnership import PASSWORD, UserFactory


def paste(page: Page, name: str, text: str) -> None:
    """Copy the text where it can be read, and paste it into the field."""
    login = page.locator("[name=login]")
    login.fill(text)
    login.press("Control+A")
    login.press("Control+X")
    expect(login).to_have_value("")
    page.locator(f"[name={name}]").press("Control+V")


@pytest.mark.asvs("6.2.7")
def test_password_may_be_pasted(make_context: Callable[..., BrowserContext], db: None) -> None:
    person: Any = UserFactory()
    page = make_context().new_page()
    page.goto(reverse("account_login"))
    paste(page, "password", PASSWORD)
    expect(page.locator("[name=password]")).to_have_value(PASSWORD)
    page.locator("[name=login]").fill(person.email)
    with page.expect_navigation():
        page.locator("main form[method=post] button[type=submit]").first.click()
    assert page.url.endswith("/partner/")
