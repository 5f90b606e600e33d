"""PDF files that do more than show pages, or are not what they say: each by the change that makes it."""

import io
import zlib
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from tests.factories.pdfs import pdf_file, with_attachment, with_javascript, with_launch

Change = Callable[[Pdf], None]


def on_opening(**action: object) -> Change:
    """Something that is done when the document is opened."""

    def change(pdf: Pdf) -> None:
        pdf.Root.OpenAction = pdf.make_indirect(Dictionary(**action))

    return change


def on_click(**action: object) -> Change:
    """Something that is done by a link."""

    def change(pdf: Pdf) -> None:
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=Dictionary(**action))
        pdf.pages[0].Annots = Array([pdf.make_indirect(link)])

    return change


def annotation(subtype: str, **more: object) -> Change:
    """Something on a page that is no link."""

    def change(pdf: Pdf) -> None:
        one = Dictionary(Type=Name.Annot, Subtype=Name(subtype), Rect=[0, 0, 9, 9], **more)
        pdf.pages[0].Annots = Array([pdf.make_indirect(one)])

    return change


def in_document(**keys: object) -> Change:
    """Something that the document has beside its pages."""

    def change(pdf: Pdf) -> None:
        for key, value in keys.items():
            pdf.Root[f"/{key}"] = value

    return change


def on_page(**keys: object) -> Change:
    """Something that a page has."""

    def change(pdf: Pdf) -> None:
        for key, value in keys.items():
            pdf.pages[0].obj[f"/{key}"] = value

    return change


def hidden_object(**keys: object) -> Change:
    """An object that stands in a place that nobody looks at."""

    def change(pdf: Pdf) -> None:
        pdf.Root.PieceInfo = Dictionary(Odd=pdf.make_indirect(Dictionary(**keys)))

    return change


def bookmark(**keys: object) -> Change:
    """A bookmark that does something."""

    def change(pdf: Pdf) -> None:
        one = pdf.make_indirect(Dictionary(Title="One", **keys))
        pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=one, Last=one, Count=1))

    return change


def picture(data: bytes, filters: list[str], **keys: object) -> Change:
    """A picture with these packed data."""

    def change(pdf: Pdf) -> None:
        made = pdf.make_stream(b"")
        made.write(data, filter=Array([Name(one) for one in filters]), type_check=False)
        for key, value in ({"Type": Name.XObject, "Subtype": Name.Image, "Width": 9, "Height": 9} | keys).items():
            made[f"/{key}"] = value
        pdf.pages[0].obj["/Resources"] = Dictionary(XObject=Dictionary(Im=made))

    return change


def packed(megabytes: int) -> bytes:
    """Zeros in a thousandth of their size, made at once: one packed piece again and again."""
    packer = zlib.compressobj(9)
    zeros = bytes(1 << 20)
    first = packer.compress(zeros) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(zeros) + packer.flush(zlib.Z_FULL_FLUSH)
    return first + again * (megabytes - 1)


def by_hand(objects: dict[int, bytes], inside: dict[int, tuple[int, int]] | None = None, rows: bytes = b"") -> bytes:
    """A file from its numbered objects, with its references in a stream. `inside` are those of streams of objects.

    `rows` stands for the stream of references where it is given.
    """
    data = io.BytesIO()
    data.write(b"%PDF-1.5\n")
    entries: dict[int, bytes] = {0: b"\0\0\0\0\0\0\0"}
    for number, content in objects.items():
        entries[number] = b"\1" + data.tell().to_bytes(4) + b"\0\0"
        data.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    for number, (holder, index) in (inside or {}).items():
        entries[number] = b"\2" + holder.to_bytes(4) + index.to_bytes(2)
    start, own = data.tell(), max(entries) + 1
    entries[own] = b"\1" + start.to_bytes(4) + b"\0\0"
    listed = b"".join(entries.get(number, entries[0]) for number in range(own + 1))
    content = rows or zlib.compress(listed)
    head = b"<</Type/XRef/Size %d/W[1 4 2]/Root 1 0 R/Filter/FlateDecode/Length %d>>" % (own + 1, len(content))
    data.write(b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (own, head, content))
    data.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return data.getvalue()


PAGES = {
    1: b"<</Type/Catalog/Pages 2 0 R>>",
    2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
}


def stream_object(data: bytes, about: bytes) -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (about, len(data), data)


def objects_that_unpack_to(megabytes: int) -> bytes:
    """A stream of objects that is a bomb."""
    holder = stream_object(packed(megabytes), b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode")
    return by_hand(PAGES | {4: holder}, {5: (4, 0)})


def pages_of_pages(levels: int = 12) -> bytes:
    """Lists of pages that name the next list ten times: a trillion pages."""
    objects = {1: PAGES[1]}
    for number in range(2, levels + 2):
        kids = b" ".join([b"%d 0 R" % (number + 1)] * 10)
        objects[number] = b"<</Type/Pages/Count 1000000000/Kids[%s]>>" % kids
    objects[levels + 2] = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    return by_hand(objects)


def encrypted(**passwords: str) -> bytes:
    """A file with a password: to open it, or against changes alone."""
    data = io.BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(data, encryption=pikepdf.Encryption(**passwords))
    return data.getvalue()


SCRIPT = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
# What runs, starts, sends, fetches, plays, hides, asks or is carried along.
ACTIVE: dict[str, Change] = {
    "script-on-opening": with_javascript,
    "script-by-name": in_document(Names=Dictionary(JavaScript=Dictionary(Names=Array(["a", SCRIPT])))),
    "script-of-a-page": on_page(AA=Dictionary(O=SCRIPT)),
    "script-after-a-link": on_click(S=Name.URI, URI="https://example.org", Next=SCRIPT),
    "script-in-a-bookmark": bookmark(A=SCRIPT),
    "script-nobody-refers-to": hidden_object(S=Name.JavaScript, JS="app.alert(1)"),
    "program": with_launch,
    "program-by-address": on_click(S=Name.URI, URI="file:" + "///c:/calc.exe"),
    "script-by-address": on_click(S=Name.URI, URI="javascript:alert(1)"),
    "data-by-address": on_click(S=Name.URI, URI="data:text/html,x"),
    "share-by-address": on_click(S=Name.URI, URI="\\\\example.org\\share"),
    "address-that-is-turned-round": on_click(S=Name.URI, URI="https://example.org/\u202egpj.exe"),
    "base-of-addresses": in_document(URI=Dictionary(Base="javascript:")),
    "address-on-opening-of-a-page": on_page(AA=Dictionary(O=Dictionary(S=Name.URI, URI="https://example.org"))),
    "action-on-opening": on_opening(S=Name.Named, N=Name.Print),
    "other-file": on_click(S=Name.GoToR, F="other.pdf", D=Array([0, Name.Fit])),
    "file-inside": on_click(S=Name.GoToE, T=Dictionary(R=Name.C, N="a")),
    "part-of-document": on_click(S=Name.GoToDp, Dp=Dictionary()),
    "sends-a-form": on_click(S=Name.SubmitForm, F="https://example.org"),
    "resets-a-form": on_click(S=Name.ResetForm),
    "takes-in-data": on_click(S=Name.ImportData, F="a.fdf"),
    "hides": on_click(S=Name.Hide, T="a"),
    "plays-a-sound": on_click(S=Name.Sound, Sound=Dictionary()),
    "plays-a-film": on_click(S=Name.Movie, T="a"),
    "plays-media": on_click(S=Name.Rendition, OP=0),
    "shows-layers": on_click(S=Name.SetOCGState, State=Array([])),
    "turns-a-model": on_click(S=Name.GoTo3DView, V=0),
    "layers": in_document(OCProperties=Dictionary(OCGs=Array([]), D=Dictionary())),
    "attachment": with_attachment,
    "attachment-on-a-page": annotation("/FileAttachment", FS=Dictionary(Type=Name.Filespec, F="a.exe")),
    "associated-file": in_document(AF=Array([Dictionary(Type=Name.Filespec, F="a.exe")])),
    "portfolio": in_document(Collection=Dictionary(View=Name.T)),
    "form": in_document(AcroForm=Dictionary(Fields=Array([]))),
    "form-of-xml": in_document(AcroForm=Dictionary(XFA="<xdp/>", Fields=Array([]))),
    "comment": annotation("/Text", Contents="Who is this?"),
    "rich-media": annotation("/RichMedia", RichMediaContent=Dictionary()),
    "screen": annotation("/Screen", A=SCRIPT),
    "film": annotation("/Movie", Movie=Dictionary(F="a.mpg")),
    "model": annotation("/3D"),
    "signature-rights": in_document(Perms=Dictionary()),
    "requirements": in_document(Requirements=Array([Dictionary(S=Name.EnableJavaScripts)])),
    "slides": on_page(PresSteps=Dictionary(NA=SCRIPT)),
    "picture-from-elsewhere": picture(b"x", [], F="https://example.org/a.png"),
    "program-in-a-picture": picture(b"x", [], Subtype=Name.PS),
    "other-page-in-a-picture": picture(b"x", [], Ref=Dictionary(F="other.pdf", Page=0)),
}


def hostile_pdfs() -> dict[str, bytes]:
    """Every file by its name."""
    found = {name: pdf_file(change) for name, change in ACTIVE.items()}
    whole = pdf_file(pages=12)
    twice = zlib.compress(packed(1024), 9)
    return found | {
        "nothing": b"",
        "web-page": b"<html></html>",
        "header-alone": b"%PDF-1.7\n",
        "header-and-end": b"%PDF-1.7\n%%EOF",
        "mark-before": b"\xef\xbb\xbf" + whole,
        "archive-before": b"PK\x03\x04" + whole,
        "archive-after": whole + b"PK\x05\x06" + bytes(18),
        "cut-off-at-half": whole[: len(whole) // 2],
        "cut-off-before-its-end": whole[:-6],
        "cut-off-with-an-end": whole[: len(whole) // 2] + b"\nstartxref\n0\n%%EOF\n",
        "bytes-lost": whole[:60] + whole[90:],
        "password": encrypted(owner="one", user="two"),
        "restrictions": encrypted(owner="one", user=""),
        "picture-that-unpacks-to-a-gigabyte": pdf_file(picture(packed(1024), ["/FlateDecode"])),
        "picture-packed-twice": pdf_file(picture(twice, ["/FlateDecode", "/FlateDecode"])),
        "picture-packed-by-another-way": by_hand(PAGES | {4: stream_object(b"x", b"/Filter/LZWDecode")}),
        "picture-of-runs": pdf_file(picture(b"\x81\0" * 3_000_000, ["/RunLengthDecode"])),
        "picture-of-a-billion-dots": pdf_file(picture(b"x", ["/DCTDecode"], Width=50_000, Height=50_000)),
        "picture-with-a-secret-filter": by_hand(PAGES | {4: stream_object(b"x", b"/Filter/Crypt")}),
        "objects-that-unpack-to-a-gigabyte": objects_that_unpack_to(1024),
        "references-that-unpack-to-a-gigabyte": by_hand(PAGES, rows=packed(1024)),
        "references-of-a-billion-objects": by_hand(PAGES).replace(b"/Size 5", b"/Size 1999999999"),
        "field": by_hand(PAGES | {3: PAGES[3][:-2] + b"/Annots[<</Subtype/Widget/FT/Tx/T(a)/Rect[0 0 9 9]>>]>>"}),
        "pages-of-pages": pages_of_pages(),
        "list-in-list": by_hand(PAGES | {4: b"[" * 100_000 + b"]" * 100_000}),
        "page-that-is-its-own-parent": by_hand(PAGES | {2: b"<</Type/Pages/Kids[2 0 R]/Count 1>>"}),
        "no-pages": by_hand({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[]/Count 0>>"}),
        "pages-that-are-a-number": by_hand({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"42"}),
        "bookmarks-without-end": pdf_file(bookmark_of_itself),
    }


def bookmark_of_itself(pdf: Pdf) -> None:
    bookmark()(pdf)
    one = pdf.Root.Outlines.First
    one.Next = one
