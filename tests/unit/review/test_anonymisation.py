"""The anonymisation check: what it finds, what it leaves alone, and what it says about it."""

import datetime
import itertools
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.ages import age_band
from review.anonymisation import ADVICE, HARD, IdentifyingDetail, Kind, find, find_in_fields, is_nhs_number
from review.capital_words import MONTHS, POSTCODE_AREAS
from review.reasoned import key_of
from tests.identifying.identifiers import IDENTIFIERS
from tests.identifying.measure import CLEAN, measure
from tests.identifying.names import NAMES


def kinds(text: str, **options: object) -> list[Kind]:
    return [finding.kind for finding in find(text, **options)]  # type: ignore[arg-type]


def nhs_number(nine: str) -> str | None:
    """The ten digits that begin with these nine, where they have a check digit at all."""
    valid = [nine + str(digit) for digit in range(10) if is_nhs_number(nine + str(digit))]
    return valid[0] if valid else None


NINE_DIGITS = st.text(string.digits, min_size=9, max_size=9).filter(lambda nine: nhs_number(nine) is not None)
NOT_A_PHONE = NINE_DIGITS.filter(lambda nine: nine[0] != "0")


@given(NOT_A_PHONE, st.sampled_from(["{}{}{}", "{} {} {}", "{}-{}-{}", "{}.{}.{}", "{}\u00a0{}\u00a0{}"]))
def test_nhs_number_is_found_however_it_is_written(nine: str, pattern: str) -> None:
    number = nhs_number(nine) or ""
    written = pattern.format(number[:3], number[3:6], number[6:])

    found = find(f"the number {written} was given")

    assert [(finding.kind, finding.excerpt) for finding in found] == [(Kind.NHS_NUMBER, written)]


@given(NOT_A_PHONE, st.integers(1, 9))
def test_nhs_number_with_a_wrong_check_digit_is_none(nine: str, shift: int) -> None:
    number = nhs_number(nine) or ""
    wrong = number[:9] + str((int(number[9]) + shift) % 10)

    assert Kind.NHS_NUMBER not in kinds(f"the number {wrong} was given")


def test_nhs_number_inside_a_longer_number_is_none() -> None:
    assert Kind.NHS_NUMBER not in kinds("order 19434765919 and 94347659190")


@given(
    st.sampled_from(sorted(POSTCODE_AREAS)),
    st.integers(1, 9),
    st.integers(0, 9),
    st.text("ABDEFGHJLNPQRSTUWXYZ", min_size=2, max_size=2),
    st.booleans(),
    st.booleans(),
)
def test_postcode_is_found_in_any_case_with_or_without_its_space(
    area: str, district: int, sector: int, unit: str, is_spaced: bool, is_small: bool
) -> None:
    code = f"{area}{district}{' ' if is_spaced else ''}{sector}{unit}"
    code = code.lower() if is_small else code

    assert [finding.excerpt for finding in find(f"lives at {code} now") if finding.is_hard] == [code]


def test_postcode_needs_a_real_area() -> None:
    assert Kind.POSTCODE not in kinds("the code QQ1 1AA is nowhere")


@given(st.dates(datetime.date(1930, 1, 1), datetime.date(2039, 12, 31)))
def test_full_dates_are_found_in_every_common_way_of_writing_them(day: datetime.date) -> None:
    month = MONTHS[day.month - 1]
    written = [
        f"{day:%d/%m/%Y}",
        f"{day:%d.%m.%y}",
        f"{day:%Y-%m-%d}",
        f"{day.day} {month} {day.year}",
        f"{day.day} {month[:3]} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{day.day:02}-{month[:3]}-{day.year}",
        f"{day.day}-{month[:3]}-{day:%y}",
        f"{day.day}/{month[:3]}/{day.year}",
    ]
    for text in written:
        found = find(f"it was {text} when we met")
        assert [(finding.kind, finding.excerpt) for finding in found] == [(Kind.FULL_DATE, text)], text


@pytest.mark.parametrize(
    "text", ["born on 3rd of March 2019", "her DOB is 12/03/2009", "on the 21st of June '19", "2009/03/12 was the day"]
)
def test_dates_of_birth_are_hard(text: str) -> None:
    assert Kind.FULL_DATE in kinds(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("write to a.b+c@example.org please", Kind.EMAIL),
        ("write to a.b (at) example.org please", Kind.EMAIL),
        ("call 01225 396312 today", Kind.PHONE),
        ("call (01225) 396 312 today", Kind.PHONE),
        ("call +44 7700 900123 today", Kind.PHONE),
        ("call +44 (0)117 496 0000 today", Kind.PHONE),
        ("call 07700900123 today", Kind.PHONE),
        ("call 0800 11 11 today", Kind.PHONE),
        ("they met on 4 March near here", Kind.DAY_AND_MONTH),
        ("they met in March 4th week", Kind.DAY_AND_MONTH),
        ("she was born in 2009", Kind.BIRTH_YEAR),
        ("the year of birth, 2009, is known", Kind.BIRTH_YEAR),
        ("a girl aged 15", Kind.AGE),
        ("a 15-year-old girl", Kind.AGE),
        ("a girl of fifteen years old", Kind.AGE),
        ("a baby of 8 months old", Kind.AGE),
        ("she was only 14 when it began", Kind.AGE),
        ("a woman of 87 fell", Kind.AGE),
        ("a man, 47yo, came", Kind.AGE),
        ("near 12 Milsom Street", Kind.PLACE),
        ("a pupil of St Mark's School", Kind.PLACE),
        ("the nurse at Royal United Hospital", Kind.PLACE),
        ("then J.S. came", Kind.INITIALS),
        ("then J. S. came", Kind.INITIALS),
        ("then JKL came", Kind.INITIALS),
        ("then Sarah came", Kind.POSSIBLE_NAME),
        ("then Anna-Marie came", Kind.POSSIBLE_NAME),
        ("then O'Neill came", Kind.POSSIBLE_NAME),
        ("then SARAH came", Kind.POSSIBLE_NAME),
        ("see www.tiktok.com/@sam.example for more", Kind.WEB_ADDRESS),
        ("then @sam_fifteen wrote", Kind.WEB_ADDRESS),
        ("a flat in Twerton ward", Kind.PLACE),
        ("near 12 milsom street", Kind.PLACE),
        ("they are Somali", Kind.ORIGIN),
        ("with two younger children", Kind.SMALL_COUNT),
        ("It helped. Two children came.", Kind.SMALL_COUNT),
        ("At home, two children slept", Kind.SMALL_COUNT),
        ("the only girl in her class", Kind.SMALL_COUNT),
        ("a teenager, blind and adopted", Kind.RARE_TOGETHER),
        ("Sarah came", Kind.POSSIBLE_NAME),
        ("It ended. Sarah's sister came", Kind.POSSIBLE_NAME),
    ],
)
def test_each_kind_is_found_once(text: str, kind: Kind) -> None:
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Adult B and Child A met the worker of Children's Social Care.",
        "She is in the age band 13 to 15, he is aged 16 or over.",
        "aged 13 to 15, aged 18+, 16 to 17 year olds, ages 25-34",
        "In winter 2022-23 the police and the NHS met under section 42 of the Care Act 2014.",
        "Counselling helped. Safely, they went on. Nobody was hurt.",
        "It took 10 meetings, 3 agencies and 12 weeks.",
        "MARAC heard it; the IDVA called 999 and 101.",
        "- Listening helped.\n- Sharing what is known helped too. I agree.",
        "Carers met. The carers were glad.",
        "born in a hurry, aged 200",
        "| Year | Number |\n| --- | --- |\n| 2023 | 41 |",
        "She is 1 of many. He was 20 minutes late. A child of ten families came.",
        "White Ribbon Day, Operation Encompass and Clare’s Law are known. Trauma-informed practice helps.",
    ],
)
def test_good_anonymised_text_is_left_alone(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("age", "band"),
    [
        (0, "under 5"),
        (4, "under 5"),
        (5, "5 to 9"),
        (12, "10 to 12"),
        (15, "13 to 15"),
        (17, "16 to 17"),
        (18, "18 to 24"),
        (25, "25 to 34"),
        (34, "25 to 34"),
        (84, "75 to 84"),
        (85, "85 and over"),
        (110, "85 and over"),
    ],
)
def test_age_band(age: int, band: str) -> None:
    assert age_band(age) == band
    assert band in find(f"somebody aged {age} came")[0].advice


@pytest.mark.parametrize(
    ("text", "excerpt", "told"),
    [
        ("A Somali boy lived in Twerton.", "boy", ("Somali", "Twerton")),
        ("A girl, 14, is deaf. Her father was murdered.", "girl", ("14", "deaf", "murdered")),
        ("She is a twin. She is blind. She told us in spring. He is a widower.", None, ()),
        ("Twins may be blind, and vicars are told of murders.", None, ()),
    ],
)
def test_what_tells_only_together_is_found_in_neighbouring_sentences(
    text: str, excerpt: str | None, told: tuple[str, ...]
) -> None:
    rare = [finding for finding in find(text) if finding.kind is Kind.RARE_TOGETHER]

    assert [(finding.excerpt, finding.told) for finding in rare] == ([(excerpt, told)] if excerpt else [])
    assert all(f"“{word}”" in finding.advice for finding in rare for word in told)


def test_a_reason_for_one_combination_excuses_no_other() -> None:
    first, second = find("A teenage girl is blind and adopted."), find("A teenage girl is deaf and adopted.")

    assert first[0].excerpt == second[0].excerpt == "girl"
    assert key_of("worry", first[0]) != key_of("worry", second[0])


def test_known_names_answer_soft_questions() -> None:
    text = "People in Bath and North East Somerset helped."

    assert Kind.POSSIBLE_NAME in kinds(text)
    assert kinds(text, known=["Bath and North East Somerset", ""]) == []


def test_known_names_excuse_no_number_and_no_address() -> None:
    assert kinds("see BA1 1AA", known=["see BA1 1AA"]) == [Kind.POSTCODE]


def test_where_two_patterns_claim_the_same_text_the_first_wins() -> None:
    """A phone number's digits are no NHS number twice, and the words of an e-mail address are no names."""
    found = find("Then Sarah.Jones@example.org wrote from 12 Milsom Street, BA1 1AA.")

    assert [finding.kind for finding in found] == [Kind.EMAIL, Kind.PLACE, Kind.POSTCODE]


def test_finding_says_where_it_is_and_what_to_do() -> None:
    text = "They gave 943 476 5919 to us."
    finding = find(text)[0]

    assert text[finding.start : finding.end] == finding.excerpt == "943 476 5919"
    assert finding.is_hard
    assert finding.sentence == "“943 476 5919”. This is an NHS number. Remove it."


def test_fields_are_named_in_the_sentences() -> None:
    found = find_in_fields({"Background": "then Sarah came", "Impact": "nothing", "Worry": "at BA1 1AA"})

    assert [(finding.field, finding.is_hard) for finding in found] == [("Background", False), ("Worry", True)]
    assert found[0].sentence.startswith("Background: “Sarah”. Is this a name?")


def test_hard_kinds_are_those_that_no_story_needs() -> None:
    assert {
        *(Kind.EMAIL, Kind.NHS_NUMBER, Kind.INSURANCE_NUMBER, Kind.RECORD_NUMBER),
        *(Kind.PHONE, Kind.FULL_DATE, Kind.POSTCODE),
    } == HARD
    assert set(ADVICE) == set(Kind)


@given(st.text(max_size=300))
def test_any_text_is_read_without_failing_and_findings_never_overlap(text: str) -> None:
    found = find(text)

    assert found == sorted(found)
    for first, second in itertools.pairwise(found):
        assert first.end <= second.start
    assert all(isinstance(finding, IdentifyingDetail) and text[finding.start : finding.end] for finding in found)


def test_of_labelled_sentences_nearly_all_are_answered_rightly() -> None:
    assert len(IDENTIFIERS) + len(NAMES) + len(CLEAN) >= 300
    assert [one.sentence for one in measure() if not one.is_kept] == []
