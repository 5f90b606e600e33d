"""Workbooks, CSV files, images and archives that mean harm, sent where a table of figures is asked for."""

import io
import zipfile
from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET, BOOK, TEXTS = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"
MILLION = 1_000_000


def archive(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a workbook."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def sheet(rows: str, after: str = "", before: str = "") -> bytes:
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'.encode()


def book(pointers: list[str]) -> bytes:
    listed = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="{one}"/>' for n, one in enumerate(pointers, 1))
    return f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>{listed}</sheets></workbook>'.encode()


CELL = "<c><v>1</v></c>"
OWN_XML = b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d SYSTEM "http://example.org/x">]><a>&b;&d;</a>'


def hostile_workbooks(good: Mapping[str, bytes]) -> dict[str, bytes]:
    """Each by its name, from the parts of a good one."""
    sheets = {
        "lines-and-cells-without-places": f"<row>{CELL}</row>" * 3_000 + f"<row>{CELL * 3_000}</row>",
        "far-cell": f'<row r="1">{CELL}</row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        "far-cell-in-pieces": f'<row r="1">{CELL}</row><row r\n=\n"1048576"><c r\t=\t\'XFD1048576\'><v>1</v></c></row>',
        "lines-in-no-order": '<row r="9"><c r="A9"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>',
        "cells-in-no-order": '<row r="9"><c r="A9"><v>1</v></c><c r="A3"><v>1</v></c></row>',
        "line-of-four-billion": f'<row r="4294967295">{CELL}</row>',
        "line-below-nothing": f'<row r="-1">{CELL}</row>',
        "cell-beyond-the-last": '<row r="1"><c r="ZZZ1"><v>1</v></c></row>',
        "cell-without-sense": '<row r="1"><c r="1A1"><v>1</v></c></row>',
        "text-that-is-not-there": '<row r="1"><c r="A1" t="s"><v>99999999</v></c></row>',
        "text-below-nothing": '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
        "number-that-is-none": '<row r="1"><c r="A1"><v>1e999999</v></c><c r="B1"><v>NaN</v></c></row>',
        "number-of-a-million-digits": f'<row r="1"><c r="A1"><v>{"9" * MILLION}</v></c></row>',
        "formulas": "<row>" + "<c><f>A1</f></c>" * 200_000 + "</row>",
        "cells-in-cells": "<row>" + "<c>" * 50_000 + "</c>" * 50_000 + "</row>",
        "elements-in-elements": "<a>" * MILLION + "</a>" * MILLION,
        "style-that-is-not-there": '<row r="1"><c r="A1" s="99999"><v>1</v></c></row>',
        "day-that-never-comes": '<row r="1"><c r="A1" t="d"><v>9999-99-99</v></c></row>',
        "kind-that-is-not-there": '<row r="1"><c r="A1" t="zzz"><v>1</v></c></row>',
    }
    parts: dict[str, Mapping[str, bytes]] = {name: {SHEET: sheet(rows)} for name, rows in sheets.items()}
    texts = f"<sst><si><t>{'x' * MILLION}</t></si></sst>".encode()
    parts |= {
        "long-text-shared": {TEXTS: texts, SHEET: sheet("<row>" + '<c t ="s"><v>0</v></c>' * 3_000 + "</row>")},
        "million-texts": {TEXTS: b"<sst>" + b"<si><t>a</t></si>" * MILLION + b"</sst>"},
        "text-without-end": {TEXTS: b"<sst><si><t>" + b"x" * 3_000_000},
        "many-sheets-of-one-part": {BOOK: book(["rId1"] * 400)},
        "two-sheets-of-one-part": {BOOK: book(["rId1", "rId1"])},
        "sheet-that-is-not-there": {BOOK: book(["rId99"])},
        "no-sheets": {BOOK: book([])},
        "columns-hidden": {SHEET: sheet(CELL, before='<cols><col min="1" max="999999999" hidden="1"/></cols>' * 999)},
        "cells-merged": {SHEET: sheet(CELL, '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')},
        "styles-without-number": {
            "xl/styles.xml": b"<styleSheet><cellXfs>" + b'<xf fontId="9"/>' * 300_000 + b"</cellXfs></styleSheet>"
        },
        "format-of-brackets": {
            "xl/styles.xml": b'<styleSheet><numFmts><numFmt numFmtId="200" formatCode="'
            + b"[" * 300_000
            + b'"/></numFmts>'
            b'<cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>'
        },
        "tag-without-end": {SHEET: b"<worksheet a='" + b"x" * 9_000_000},
        "sheet-that-is-noise": {SHEET: bytes(range(256)) * 4_000},
        "sheet-in-other-letters": {SHEET: sheet(CELL).decode().encode("utf-16")},
        "sheet-cut-off": {SHEET: sheet(f"<row>{CELL}</row>")[:-40]},
        "part-that-unpacks-to-gigabytes": {"xl/media/a.bin": bytes(100_000_000)},
        "macros": {"xl/vbaProject.bin": b"x"},
        "other-workbooks": {"xl/externalLinks/externalLink1.xml": b"<x/>"},
        "controls": {"xl/activeX/activeX1.xml": b"<x/>"},
        "files-inside": {"xl/embeddings/a.bin": b"x"},
        "part-outside": {"../../../etc/passwd": b"x"},
        "part-twice": {"XL/workbook.xml": b"<x/>"},
        "thousands-of-parts": {f"xl/a/{number}.xml": b"" for number in range(3_000)},
    }
    parts |= {
        f"own-xml-in-{name.rpartition('/')[2]}": {name: OWN_XML} for name in (SHEET, BOOK, TEXTS, "xl/styles.xml")
    }
    found = {f"{name}.xlsx": archive({**good, **own}) for name, own in parts.items()}
    whole = archive(good)
    return found | {
        "cut-off.xlsx": whole[: len(whole) // 2],
        "bytes-lost.xlsx": whole[:200] + whole[260:],
        "behind-a-program.xlsx": b"#!/bin/sh\n" + whole,
        "nothing.xlsx": b"",
        "no-archive.xlsx": b"PK\x03\x04" + bytes(1_000),
        "binary.xlsx": archive({"xl/workbook.bin": b"x"}),
        "document.xlsx": archive({"word/document.xml": b"<x/>"}),
        "locked.xlsx": b"\xd0\xcf\x11\xe0" + bytes(10_000),
        "with-macros.xlsm": whole,
    }


TEN = 10_000_000


def hostile_others(good: Mapping[str, bytes]) -> dict[str, bytes]:
    """CSV files, images and archives."""
    head = b"Code,Row,Current 12 months,Previous 12 months\r\n"
    tables = {
        "lines": b"a,First row,x,y\r\n" * 600_000,
        "commas": b"," * TEN,
        "line-ends": b"\n" * TEN,
        "returns": b"\r" * TEN,
        "quotes": b'"' * TEN,
        "one-cell": b"a" * TEN,
        "cells-of-lines": b'"a\n",' * 1_600_000,
        "open-quote": b'a,"First row' + b"\n" * TEN,
        "digits": b"a,First row," + b"9" * 19_000 + b",1\r\n",
        "zeros": bytes(MILLION),
        "spaces": b"a," + b" " * 19_000 + b",1,2\r\n" + b" " * 19_000,
        "formulas": b"a,=cmd|' /C calc'!A0,@SUM(1),+1\r\n",
        "controls": bytes(number for number in range(1, 32)) * 100,
        "turned": "a,First \u202erow,1,2\r\n".encode() * 10,
        "broken-letters": b"a,\xff\xfe\xc0\x80\xed\xa0\x80,1,2\r\n",
        "marks": b"\xef\xbb\xbf" * MILLION,
        "separators": b";\t|," * 1_000_000,
    }
    found = {f"{name}.csv": head + content for name, content in tables.items()}
    wide = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01\x86\xa0\x00\x01\x86\xa0\x08\x06\x00\x00\x00"
    inner = archive({"a.xlsx": archive(good)})
    return found | {
        "wide.png": wide + bytes(1_000),
        "wide-as-a-table.csv": wide + bytes(1_000),
        "drawing.svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "drawing.csv": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "photo.jpg": b"\xff\xd8\xff\xe0" + b"\xff" * MILLION,
        "film.gif": b"GIF89a\xff\xff\xff\xff" + bytes(1_000),
        "scan.tiff": b"II*\x00" + b"\xff" * 1_000,
        "archive.zip": inner,
        "archive-as-a-workbook.xlsx": inner,
        "archive-of-zeros.zip": archive({"a": bytes(100_000_000)}),
        "empty.zip": b"PK\x05\x06" + bytes(18),
        "old.xls": b"\xd0\xcf\x11\xe0" + bytes(1_000),
        "page.csv": b"<html><script>alert(1)</script></html>",
        "utf-32.csv": "a,b\r\n".encode("utf-32"),
    }
