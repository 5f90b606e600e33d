"""What tells who somebody is stops a text; days of meetings, helplines and ordinary figures do not."""

import pytest

from review.anonymisation import ADVICE, Kind
from review.privacy_scan import Place, find_identifying, places_of


@pytest.mark.parametrize(
    "text",
    [
        "She was born on 12 May 2010.",
        "Born in Bath on the 12th of May 2010",
        "born at home Monday 12 May '10",
        "DOB: 12/05/2010",
        "(DOB: 12-May-2010)",
        "born 12-May-10",
        "d.o.b. 12May2010",
        "D.O.B. 12.05.2010",
        "(b. 12.05.2010)",
        "date of birth 2010-05-12",
        "Her birthday is 12 May 2010",
        "12/05/2010 (date of birth)",
        "12 May 2010 is her date of birth",
        "Twins, born prematurely on 3 May 2014",
        "born to a young mother in Bath on Saturday 3 May 2014",
        "She gave birth to a girl on 3 May 2014.",
        "On 15-Mar-2010 the twins were born.",
        "On 3 May 2014 she gave birth.",
        "3 May 2014: date of birth",
    ],
)
def test_a_full_date_of_birth_is_found(text: str) -> None:
    [found] = find_identifying(text)
    assert (found.kind, found.advice) == (Kind.FULL_DATE, ADVICE[Kind.BIRTH_YEAR])


@pytest.mark.parametrize(
    "text",
    [
        "He died on 3 February 2022.",
        "Date of death: 03/02/2022",
        "Anna passed away on 3 May 2014",
        "She was killed on 3 May 2014 by her husband",
        "was murdered at home on the 3rd of May 2014",
        "He was found dead in a shared house on Saturday 3 May 2014.",
        "took his own life on 3 May 2014",
        "Her death on 3 May 2014 was sudden.",
        "Anna’s tragic death in hospital on 3 May 2014",
        "He died by suicide on 3 May 2014",
        "died of his injuries on 3 May 2014",
        "died aged 12 on 3 May 2014",
        "This review follows from what was learned after the death of a baby on 3 May 2014.",
        "The death occurred on 3 May 2014.",
        "Anna (d. 3 May 2014)",
        "On 3 May 2014 she died.",
        "On 3 May 2014, aged 4, the boy was killed.",
        "On Saturday 3 May 2014 the young man sadly took his own life.",
        "3 May 2014: date of death",
    ],
)
def test_a_full_date_of_death_is_found(text: str) -> None:
    [found] = find_identifying(text)
    assert (found.kind, found.advice) == (Kind.FULL_DATE, ADVICE[Kind.FULL_DATE])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Call her on 07700 900123.", Kind.PHONE),
        ("ring (01632) 960123", Kind.PHONE),
        ("+44 7700 900123", Kind.PHONE),
        ("+44 (0)7700 900123", Kind.PHONE),
        ("0044 7700 900123", Kind.PHONE),
        ("00447700900123", Kind.PHONE),
        ("Childline 0800 1111/07700 900123", Kind.PHONE),
        ("since 2022/07700 900123", Kind.PHONE),
        ("Room 5-07700900123", Kind.PHONE),
        ("Rooms 1,07700 900123", Kind.PHONE),
        ("www.example.org,07700900123", Kind.PHONE),
        ("https://example.org;jo@example.com", Kind.EMAIL),
        ("Tel. 01632960123.", Kind.PHONE),
        ("NHS 943 476 5919", Kind.NHS_NUMBER),
        ("943-476-5919", Kind.NHS_NUMBER),
        ("number 9434765919", Kind.NHS_NUMBER),
        ("NI number AB 12 34 56 C", Kind.INSURANCE_NUMBER),
        ("AB123456C", Kind.INSURANCE_NUMBER),
        ("her number is ab123456c", Kind.INSURANCE_NUMBER),
        ("AB-12-34-56-C", Kind.INSURANCE_NUMBER),
        ("Write to jo.smith@example.com", Kind.EMAIL),
        ("Her UPN is A12345678901B.", Kind.RECORD_NUMBER),
        ("UPN: H801200001001", Kind.RECORD_NUMBER),
        ("ULN 1234567890", Kind.RECORD_NUMBER),
        ("passport number 123456789", Kind.RECORD_NUMBER),
        ("Passport no. 123456789", Kind.RECORD_NUMBER),
        ("driving licence MORGA753116SM9IJ", Kind.RECORD_NUMBER),
        ("Crime reference 5223123456", Kind.RECORD_NUMBER),
        ("crime ref. no. 52230/12345", Kind.RECORD_NUMBER),
        ("Home Office reference A1234567", Kind.RECORD_NUMBER),
        ("her PNC ID is 2012/1234567X", Kind.RECORD_NUMBER),
        ("LAC ID 1234567", Kind.RECORD_NUMBER),
        ("Mosaic number: 1234567", Kind.RECORD_NUMBER),
        ("hospital number K1234567", Kind.RECORD_NUMBER),
        ("case number AB21C50123", Kind.RECORD_NUMBER),
        ("custody record no 12345/22", Kind.RECORD_NUMBER),
        ("She lives at BA1 1AA.", Kind.POSTCODE),
        ("in ba2 3dq", Kind.POSTCODE),
    ],
)
def test_numbers_and_addresses_of_people_are_found(text: str, kind: Kind) -> None:
    [found] = find_identifying(text)
    assert (found.kind, found.advice) == (kind, ADVICE[kind])


@pytest.mark.parametrize(
    "text",
    [
        "The board met on 12 May 2022, and again on 03/02/2023.",
        "The Child Death Overview Panel met on 12 May 2022.",
        "The pre-birth panel met on 12 May 2022.",
        "The workshop “Born into Care” was held on 12 May 2022.",
        "The review of this death was published on 3 May 2022.",
        "The birth rate fell. On 12 May 2022 we met.",
        "The Born into Care workshop on 12 May 2022",
        "Children born on or after 1 September 2006; born before 1 April 2022",
        "Babies born between 1 April 2022 and 31 March 2023",
        "Adults who died between 1 April 2022 and 31 March 2023, or since 1 April 2023",
        "The report on a man who died in custody was published on 3 May 2022.",
        "The family of the child who died met the board on 3 May 2022.",
        "What we learned from those who died at the meeting on 3 May 2022",
        "The panel heard of the death on 3 May 2022. A death was notified on 4 May 2022.",
        "The man who killed her was sentenced on 3 May 2022.",
        "Their suicide prevention plan was agreed on 3 May 2022.",
        "Her death was reviewed. The panel met on 3 May 2022.",
        "The Child Death Overview Panel’s report on deaths of 3 May 2022",
        "In an emergency call 999, otherwise 101.",
        "Childline: 0800 1111. NSPCC: 0808 800 5000. Samaritans: 116 123.",
        "The council answers on 0300 123 1234 or (0345) 123 4567 or +44 300 123 1234.",
        "The rate was 0.05–0.12 (0.03–0.18).",
        "The axis has 0 5 10 15 20 25 30 people.",
        "From 01.04.2022–31.03.2023",
        "2022-04-01 2023-03-31",
        "2004-05 1234 5678 2005/06 1234 5678 2006–07 1234 5678",
        "03/04/2022-05/04/2022, 1-05 06-10 11-15",
        "12.01632960123 per head",
        "£1,250,000.00 of £9434765919",
        "In 2021-2022 15 of 1 234 567 890",
        "2019 2020 2021 2022",
        "12345.67 and 3.9434765919",
        "Enquiries by s42 1st quarter; level E3 2hr sessions",
        "Read https://example.org/9434765919/07700900123 and www.example.org/BA1-1AA",
        "ISBN 978-1-86081-545-6",
        "On 3 May 2022 the board published the report on a man who died.",
        "On 12 May 2022 we discussed a child who died. On 3 May 2022 the panel met after she died.",
        "The case number rose to 12,345; the child number fell. Company number and charity number on request.",
        "Incident numbers were 10234 in 2022; account of 12345 pounds; hospital admissions 123456.",
        "",
    ],
)
def test_ordinary_texts_of_a_report_pass(text: str) -> None:
    assert find_identifying(text) == []


def test_the_partnerships_own_numbers_and_addresses_pass_however_they_are_written() -> None:
    public = ["01225 396312", "partnership@example.org"]
    ours = "01225396312/(01225) 396 312, +44 1225 396312, +44(0)1225 396312, 0044 1225 396312, Partnership@example.org"

    assert find_identifying(ours, public=public) == []
    assert len(find_identifying("01225 396313, jo@example.org", public=public)) == 2
    [found] = find_identifying("Ring us on 01225 396312/07700 900123", public=public)
    assert found.excerpt == "07700 900123"


def test_findings_come_in_reading_order() -> None:
    found = find_identifying("Jo, born 12 May 2010, lives at BA1 1AA, call 07700 900123")
    assert [one.kind for one in found] == [Kind.FULL_DATE, Kind.POSTCODE, Kind.PHONE]


def test_every_text_of_a_snapshot_is_read_with_its_field_and_its_label() -> None:
    content = {
        "slug": "the-thing-itself",
        "what_we_did": "A",
        "action": {"slug": "elsewhere", "title": "Written elsewhere"},
        "figure": {"family": "missing", "text": "3"},
        "courses": [{"number": "1", "title": "B", "by_organisation": [{"organisation": "C", "attended": 3}]}],
        "spotlight": {"body": "D"},
        "keys": ["0123456789012345678901234567890123456789", "01234567-0123-0123-0123-012345678901", "E"],
        "nothing": None,
    }

    assert list(places_of(content)) == [
        Place("slug", "Slug", "the-thing-itself"),
        Place("what_we_did", "What we did", "A"),
        Place("course_1_number", "Course 1, number", "1"),
        Place("course_1_title", "Course 1, title", "B"),
        Place("course_1_by_organisation_1_organisation", "Course 1, by organisation 1, organisation", "C"),
        Place("spotlight_body", "Spotlight, body", "D"),
        Place("key_3", "Key 3", "E"),
    ]
