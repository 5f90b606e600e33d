"""The structure: one tree that is drawn, told, listed and frozen."""

import json
import re
from dataclasses import replace
from itertools import combinations

import pytest
import typst
from defusedxml.ElementTree import fromstring
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnership.structure import NARROW, SeatNode, StructureNode, build_tree, describe, draw, from_plain, to_plain
from partnership.structure_layout import lay_out
from ui.charts.svg import SVG
from ui.charts.text import text_width
from ui.fonts import FONT_DIRECTORY

CHAIR = SeatNode("Independent Chair", is_chair=True, starts_on="2022-04-01")
COUNCIL = SeatNode("Director of children's services", "The Council", has_deputy=True, starts_on="2022-04-01")
POLICE = SeatNode("Superintendent", "The Police", is_vacant=True, starts_on="2023-01-09", ends_on="2024-03-31")
BOARD = StructureNode("board", "Strategic Board", "Board", arms=("Children", "Adults"), seats=(CHAIR, COUNCIL, POLICE))
DELIVERY = StructureNode("delivery", "Delivery Group", "Delivery group", parent="board", seats=(COUNCIL,))
QUALITY = StructureNode("quality", "Quality & <Performance>", "Subgroup", parent="board", is_illustrative=True)
THEMES = tuple(StructureNode(f"theme-{n}", f"Theme {n}", "Subgroup", parent="delivery") for n in range(6))

SLOW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def structures(draw_value):
    """Random trees of up to 40 groups: each group answers to one that came before it, or to none."""
    count = draw_value(st.integers(min_value=1, max_value=40))
    nodes = []
    for index in range(count):
        above = draw_value(st.integers(min_value=0, max_value=index))
        nodes.append(
            StructureNode(
                slug=f"g{index}",
                name=draw_value(st.text(min_size=1, max_size=90)),
                kind="Subgroup",
                parent=f"g{above - 1}" if above else "",
                arms=tuple(draw_value(st.lists(st.sampled_from(["Children", "Adults", "Safety"]), max_size=3))),
                seats=tuple(draw_value(st.lists(st.sampled_from([CHAIR, COUNCIL, POLICE]), max_size=3))),
                is_illustrative=draw_value(st.booleans()),
            )
        )
    return build_tree(nodes)


def words(svg):
    return [element.text for element in fromstring(svg).iter(f"{{{SVG}}}text")]


def overlaps(one, other):
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


@SLOW
@given(structures())
def test_boxes_never_overlap_and_stay_inside(tree):
    layout = lay_out(tree)

    assert {box.node.slug for box in layout.boxes} == {node.slug for node in tree.nodes}
    assert not any(overlaps(one, other) for one, other in combinations(layout.boxes, 2))
    for box in layout.boxes:
        assert box.x >= 0
        assert box.x + box.width <= layout.width + 1e-6
        assert box.y >= 0
        assert box.y + box.height <= layout.height + 1e-6


@SLOW
@given(structures())
def test_words_fit_their_boxes(tree):
    for box in lay_out(tree).boxes:
        assert all(text_width(line, size=16, bold=True) <= box.width - 20 for line in box.name)
        assert all(text_width(line, size=14) <= box.width - 20 for line in box.details)


@SLOW
@given(structures())
def test_every_group_but_the_top_hangs_on_its_parent_by_right_angles(tree):
    layout = lay_out(tree)
    boxes = {box.node.slug: box for box in layout.boxes}
    tops = {root.node.slug for root in tree.roots}

    assert len(layout.links) == len(boxes) - len(tops)
    ends = {link.points[-1] for link in layout.links}
    for slug, box in boxes.items():
        at_top, at_side = (box.x + box.width / 2, box.y), (box.x, box.y + box.inset + 10)
        assert (slug in tops) != bool({at_top, at_side} & ends)
    for link in layout.links:
        for (x, y), (next_x, next_y) in zip(link.points, link.points[1:], strict=False):
            assert x == next_x or y == next_y


@SLOW
@given(structures())
def test_tree_survives_json(tree):
    assert from_plain(json.loads(json.dumps(to_plain(tree)))) == tree


@SLOW
@given(structures())
def test_any_tree_is_drawn_as_sound_svg_and_told(tree):
    root = fromstring(draw(tree))

    assert root.attrib["role"] == "img"
    told = describe(tree)
    assert f"{len(tree.nodes)} group" in told
    assert root[1].text == " ".join(root[1].text.split())


def test_drawing_is_named_scales_and_obeys_the_page_rules():
    svg = draw(build_tree([BOARD, DELIVERY, QUALITY]))
    root = fromstring(svg)

    assert root[0].text == "How the partnership is organised"
    assert root[1].text == describe(build_tree([BOARD, DELIVERY, QUALITY]))
    assert root.attrib["aria-labelledby"] == f"{root[0].attrib['id']} {root[1].attrib['id']}"
    assert root.attrib["width"] == "100%"
    assert "style" not in svg
    assert "href" not in svg
    assert "<script" not in svg


def test_drawing_holds_the_words_of_the_groups():
    drawn = words(draw(build_tree([BOARD, DELIVERY, QUALITY])))

    assert {"Strategic Board", "Delivery Group", "Quality & <Performance>"} <= set(drawn)
    assert "Led by: Independent Chair" in drawn
    assert "3 seats, 1 vacant" in drawn
    assert "1 seat" in drawn
    assert drawn.count("Illustrative") == 1


def test_wide_tree_is_stacked_instead():
    few = lay_out(build_tree([BOARD, DELIVERY, QUALITY]))
    many = lay_out(build_tree([BOARD, DELIVERY, QUALITY, *THEMES]))

    assert len({box.y for box in few.boxes}) == 2
    assert len({box.y for box in many.boxes}) == 9
    assert many.boxes[0].x < many.boxes[1].x < many.boxes[2].x


def test_large_structure_shows_names_only_but_still_says_what_is_illustrative():
    nodes = [BOARD, QUALITY, *(replace(DELIVERY, slug=f"d{n}", name=f"Group {n}") for n in range(38))]
    svg = draw(build_tree(nodes))

    assert "Quality & <Performance> (illustrative)" in words(svg)
    assert "Led by: Independent Chair" not in words(svg)
    height = float(fromstring(svg).attrib["viewBox"].split()[3])
    assert 16 * (250 / 25.4 * 72) / height >= 8


def test_description_tells_who_answers_to_whom():
    told = describe(build_tree([BOARD, DELIVERY, QUALITY, THEMES[0]]))

    assert told == (
        "The structure has 4 groups. At the top is Strategic Board. "
        "Strategic Board is led by: Independent Chair, who is independent of any organisation. "
        "Delivery Group and Quality & <Performance> report to Strategic Board. "
        "Theme 0 reports to Delivery Group. "
        "Illustrative, not found in a source: Quality & <Performance>."
    )


def test_description_of_several_tops_and_of_nothing():
    assert "At the top are Strategic Board and Other." in describe(
        build_tree([BOARD, StructureNode("other", "Other", "Board")])
    )
    assert describe(build_tree([])) == "No groups recorded."
    assert words(draw(build_tree([]))) == []


def test_parent_that_is_not_shown_makes_a_group_stand_at_the_top():
    assert [root.node for root in build_tree([DELIVERY]).roots] == [DELIVERY]


def test_circle_is_refused():
    circle = [replace(BOARD, parent="delivery"), DELIVERY]
    with pytest.raises(ValueError, match="circle"):
        build_tree(circle)


def test_group_that_stands_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        build_tree([BOARD, BOARD])


@pytest.mark.parametrize(
    ("seat", "told"),
    [
        (CHAIR, "independent of any organisation; chairs the group; term from 1 April 2022"),
        (COUNCIL, "The Council; has a deputy; term from 1 April 2022"),
        (POLICE, "The Police; vacant; term from 9 January 2023 to 31 March 2024"),
        (SeatNode("Chair", is_illustrative=True), "independent of any organisation; illustrative"),
        (SeatNode("Member", "The Council"), "The Council"),
    ],
)
def test_seat_is_told_in_words(seat, told):
    assert seat.in_words == told


def test_same_tree_gives_the_same_bytes_and_another_tree_other_ids():
    tree = build_tree([BOARD, DELIVERY])

    assert draw(tree) == draw(from_plain(to_plain(tree)))

    def ids(svg):
        return set(re.findall(r' id="([^"]+)"', svg))

    assert not ids(draw(tree)) & ids(draw(build_tree([BOARD])))


def test_drawing_can_be_set_in_an_accessible_pdf(tmp_path):
    (tmp_path / "structure.svg").write_text(draw(build_tree([BOARD, DELIVERY, QUALITY])), encoding="utf-8")
    page = tmp_path / "page.typ"
    page.write_text('#set document(title: "T")\n#image("structure.svg", alt: "Structure")', encoding="utf-8")

    assert typst.compile(str(page), font_paths=[str(FONT_DIRECTORY)], pdf_standards=["ua-1"]).startswith(b"%PDF")


def test_the_drawing_for_telephones_names_every_group_in_its_width() -> None:
    tree = build_tree([BOARD, DELIVERY, QUALITY, *THEMES])
    wide, narrow = draw(tree), draw(tree, NARROW)
    assert 'viewBox="0 0 288 ' in narrow
    assert {"Strategic Board", "Delivery Group", "Theme 5"} <= set(words(narrow))
    assert set(re.findall(r'id="([^"]+)"', wide)).isdisjoint(re.findall(r'id="([^"]+)"', narrow))
    boxes = lay_out(tree, NARROW).boxes
    assert all(box.x + box.width <= NARROW for box in boxes)
    assert not any(overlaps(*pair) for pair in combinations(boxes, 2))
