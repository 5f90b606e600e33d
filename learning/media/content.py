"""What a snapshot says of its pictures and attachments, as pages, feeds and emails draw it."""

import base64
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.urls import reverse

from learning.media.models import ENDINGS, PICTURES, TYPES, Attached, FileKind, StoredFile
from ui.prose.blocks import Picture
from ui.prose.reader import pictures_named

KEY = "media"


def media_of(attached: Iterable[Attached], texts: Mapping[str, Any]) -> dict[str, Any]:
    """The part of a snapshot that names the files: every attachment, and the pictures that its texts show.

    Nothing where there is none, so that what was approved before there was any stays as it was hashed.
    """
    named = set(names_in(texts.values()))
    files = [one.as_content() for one in attached if not one.is_picture or one.name in named]
    return {KEY: files} if files else {}


def names_in(texts: Iterable[Any]) -> Iterator[str]:
    """What the pictures in some texts are called."""
    for text in texts:
        if isinstance(text, str):
            yield from pictures_named(text)


def words_of(content: Mapping[str, Any]) -> dict[str, str]:
    """What people typed about the files, to be held against what must not be told, by what it is and its number."""
    files = content.get(KEY, [])
    pictures = [one["words"] for one in files if one["kind"] in PICTURES]
    attachments = [one["words"] for one in files if one["kind"] not in PICTURES]
    return {
        **{f"alternative_text_{number}": words for number, words in enumerate(pictures, 1)},
        **{f"attachment_{number}": words for number, words in enumerate(attachments, 1)},
    }


def address(key: str, file: Mapping[str, Any]) -> str:
    """Where a file of the product with this key is found."""
    return reverse("learning:media-file", args=[key, file["name"], ENDINGS[FileKind(file["kind"])]])


def pictures_of(content: Mapping[str, Any]) -> dict[str, Picture]:
    """The pictures that a text of this snapshot may show, by their names."""
    return {
        one["name"]: Picture(address(content["key"], one), one["words"], one["width"], one["height"])
        for one in content.get(KEY, [])
        if one["kind"] in PICTURES
    }


def drawn_pictures(content: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The same for paper, which has no addresses: `src` is the picture itself, as a drawing (SVG) around its bytes."""
    files = {one["sha256"]: one for one in content.get(KEY, []) if one["kind"] in PICTURES}
    stored = StoredFile.objects.filter(sha256__in=files) if files else ()
    return {
        files[one.sha256]["name"]: {
            "src": drawing(one),
            **{part: files[one.sha256][part] for part in ("words", "width", "height")},
        }
        for one in stored
    }


def drawing(file: StoredFile) -> str:
    """The picture as a drawing that has its bytes in it."""
    size = f'width="{file.width}" height="{file.height}"'
    data = f"data:{TYPES[FileKind(file.kind)]};base64,{base64.b64encode(bytes(file.content)).decode()}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><image {size} href="{data}"/></svg>'


def attachments_of(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The attachments of a snapshot, each with its address."""
    files = [one for one in content.get(KEY, []) if one["kind"] not in PICTURES]
    return [{**one, "address": address(content["key"], one)} for one in files]
