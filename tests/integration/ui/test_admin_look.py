"""Django's admin wears the portal's look: one theme, our font, our way out, nothing inline."""

import re

import pytest
from django.urls import reverse

PAGES = [reverse("admin:records"), reverse("admin:partnership_group_changelist")]


@pytest.fixture
def board(client, cast):
    client.force_login(cast.board_icb)
    return client


@pytest.mark.parametrize("address", PAGES)
def test_admin_pages_load_our_colours_and_no_second_theme(board, address):
    html = board.get(address).content.decode()

    assert 'href="/theme.css"' in html
    assert "ui/admin.css" in html
    assert "dark_mode.css" not in html
    assert "theme.js" not in html


@pytest.mark.parametrize("address", PAGES)
def test_admin_pages_carry_nothing_that_the_content_policy_refuses(board, address):
    html = board.get(address).content.decode()

    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\bsrc=)", html)


@pytest.mark.parametrize("address", PAGES)
def test_admin_pages_say_who_is_signed_in_and_lead_back_and_out(board, cast, address):
    html = board.get(address).content.decode()

    assert f"Signed in as <strong>{cast.board_icb.display_name}</strong>" in html
    for way in (reverse("work"), "/", reverse("account_logout"), reverse("admin:index")):
        assert f'href="{way}"' in html


def test_records_name_the_review_queue_first(board):
    html = board.get(reverse("admin:records")).content.decode()

    assert html.index("Review queue") < html.index(reverse("admin:partnership_group_changelist"))


def test_titles_name_the_page_before_the_site(board):
    html = board.get(reverse("admin:partnership_group_changelist")).content.decode()

    title = re.search(r"<title>([^<]*)</title>", html)
    assert title
    assert re.fullmatch(r"Select group to (view|change) – \S+ board", title[1].strip())
