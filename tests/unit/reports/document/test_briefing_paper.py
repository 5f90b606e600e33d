"""A briefing on paper: one side, tagged, the same bytes each time."""

import tomllib
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from learning.boxes import Template
from learning.briefing_templates import standard_templates
from learning.media.content import drawing
from learning.media.models import StoredFile
from reports.document.briefing_paper import briefing_pdf
from tests.factories.media import photograph
from tests.pdf import elements, letters, opened, text_of
from tests.unit.reports.document.test_pdf_reading import checked

EXAMPLE = Path(__file__).parents[4] / "data" / "example" / "learning.toml"


def words_of_the_example() -> list[str]:
    briefings = tomllib.loads(EXAMPLE.read_text())["briefings"]
    keys = [box.key for box in standard_templates()["seven-minute"].boxes]
    return " ".join(one[key] for one in briefings for key in keys).replace("- ", "").split()


def full(template: Template) -> dict[str, Any]:
    """A briefing with as many words as its template allows, in lists, which take the most room."""
    words = words_of_the_example()

    def text(count: int) -> str:
        found = list(islice(cycle(words), count))
        return "\n".join("- " + " ".join(found[at : at + 12]) for at in range(0, count, 12))

    return {
        "kind": template.title,
        "title": "A title that is so long that it takes two lines on the paper, as titles of briefings sometimes do",
        "about": "For: everyone who works with adults · Theme: Adult safeguarding · Priority: Prevention",
        "boxes": [{"title": box.title, "text": text(box.words)} for box in template.boxes],
        "pictures": {},
        "kept": "Kept up to date by: Head of adult safeguarding, the council. To be reviewed by 30 June 2027.",
        "address": "https://portal.example.org/learning/briefings/a-title-that-is-long/",
        "revised_on": "2023-03-31",
        "partnership": {
            "name": "Community Safety & Safeguarding Partnership",
            "short_name": "CSSP",
            "colours": {"brand": "#12436D", "accent": "#28A197"},
        },
    }


@pytest.mark.parametrize("slug", sorted(standard_templates()))
def test_a_briefing_that_uses_every_word_of_its_template_prints_on_one_side(slug: str) -> None:
    with opened(briefing_pdf(full(standard_templates()[slug]))) as pdf:
        assert len(pdf.pages) == 1


def test_the_file_is_tagged_whole_and_the_same_each_time(tmp_path: Path) -> None:
    paper = full(standard_templates()["seven-minute"])
    data = briefing_pdf(paper)

    assert briefing_pdf(paper) == data
    assert checked(data, tmp_path).findings == ()
    with opened(data) as pdf:
        assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf.Root.Metadata.read_bytes()
        assert str(pdf.docinfo.Title).startswith("A title that is so long")
        headings = [one for one in elements(pdf.Root.StructTreeRoot) if str(one.S) in ("/H1", "/H2")]
        assert [str(one.S) for one in headings] == ["/H1", *["/H2"] * 7]
        assert all(letters(box["title"]) in text_of(pdf) for box in paper["boxes"])


def test_what_no_font_can_draw_is_told_in_words() -> None:
    paper = full(standard_templates()["seven-minute"])
    paper["boxes"][0]["text"] = "Well done \N{GRINNING FACE}"

    with opened(briefing_pdf(paper)) as pdf:
        assert "[grinningface]" in text_of(pdf)
        assert isinstance(pdf, pikepdf.Pdf)


def test_the_words_of_a_picture_are_its_alternative_text_and_printed_nowhere(tmp_path: Path) -> None:
    paper = full(standard_templates()["seven-minute"])
    paper["boxes"][0]["text"] = "Before it.\n\n![A bridge over a river](bridge)\n\nAfter it."
    file = StoredFile(kind="jpeg", content=photograph(), width=120, height=60, sha256="a" * 64)
    paper["pictures"] = {"bridge": {"src": drawing(file), "words": "A bridge", "width": 120, "height": 60}}

    data = briefing_pdf(paper)

    assert checked(data, tmp_path).findings == ()
    with opened(data) as pdf:
        told = [str(one.Alt) for one in elements(pdf.Root.StructTreeRoot) if "/Alt" in one]
        assert told == ["A bridge over a river"]
        drawn = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"]
        assert [(int(one.Width), int(one.Height)) for one in drawn] == [(120, 60)]
        assert letters("Before it. After it.") in text_of(pdf)
        assert letters("A bridge") not in text_of(pdf)
