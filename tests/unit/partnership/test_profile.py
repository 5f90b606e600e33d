"""The partnership's file."""

import copy
import tomllib
from pathlib import Path

import pytest

from partnership.profile import Contact, ProfileError, contrast_with_white, load_profile, parse_profile

FILE = Path(__file__).parents[3] / "data" / "partnership.toml"


@pytest.fixture
def data() -> dict:
    with FILE.open("rb") as file:
        return copy.deepcopy(tomllib.load(file))


def test_our_file_holds_name_arms_and_contacts():
    profile = load_profile(FILE)
    assert profile.short_name == "BCSSP"
    assert [arm.slug for arm in profile.arms] == ["safeguarding-children", "safeguarding-adults", "community-safety"]
    assert {"999", "101"} <= {contact.telephone for contact in profile.contacts}


def test_contact_dials_digits_only():
    assert Contact(label="x", telephone="01225 396 312").dial == "01225396312"


def test_missing_file_says_which_variable_names_it(tmp_path):
    with pytest.raises(ProfileError, match="PARTNERSHIP_FILE"):
        load_profile(tmp_path / "none.toml")


def test_broken_toml_names_the_file(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text("= nonsense")
    with pytest.raises(ProfileError, match=r"mine\.toml is not valid TOML"):
        load_profile(path)


def test_missing_entry_is_named_with_its_file(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text("[partnership]\nname='x'\n")
    with pytest.raises(ProfileError, match=r"mine\.toml: The entry 'area' is missing"):
        load_profile(path)


def test_unknown_entry_is_refused(data):
    data["partnership"]["colour_of_hope"] = "green"
    with pytest.raises(ProfileError, match="colour_of_hope"):
        parse_profile(data)


@pytest.mark.parametrize("colour", ["blue", "#12345", "#12345g", "1234567"])
def test_colour_that_is_no_colour_is_refused(data, colour):
    data["colours"]["brand"] = colour
    with pytest.raises(ProfileError, match="6 hexadecimal digits"):
        parse_profile(data)


def test_brand_too_light_for_white_text_is_refused(data):
    data["colours"]["brand"] = "#FFDD00"
    with pytest.raises(ProfileError, match=r"4\.5:1"):
        parse_profile(data)


def test_contrast_of_black_and_white_are_the_ends_of_the_scale():
    assert contrast_with_white("#000000") == pytest.approx(21)
    assert contrast_with_white("#FFFFFF") == pytest.approx(1)


def test_who_answers_for_personal_data_is_named_in_the_file(data):
    data["privacy"] = {
        "controller": "The Council",
        "officer_email": "dpo@example.org",
        "retention": [{"what": "Accounts", "how_long": "two years after they are closed"}],
    }
    privacy = parse_profile(data).privacy

    assert (privacy.controller, privacy.officer_email) == ("The Council", "dpo@example.org")
    assert [(kept.what, kept.how_long) for kept in privacy.retention] == [
        ("Accounts", "two years after they are closed")
    ]


def test_an_unknown_word_about_privacy_is_refused(data):
    data["privacy"] = {"controler": "The Council"}
    with pytest.raises(ProfileError, match="controler"):
        parse_profile(data)
