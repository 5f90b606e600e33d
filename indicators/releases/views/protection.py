"""What a release keeps back, for reviewers: its tables as the public will see them, and each hidden cell with why."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from indicators.disclosure.explain import Explained, certified, explained, interval_of, named
from indicators.disclosure.protect_release import wider_conclusions
from indicators.releases.models.certificate import DisclosureCertificate
from indicators.releases.models.release import Release
from indicators.releases.protection import published_tables
from indicators.releases.tables import Draft, make_draft
from indicators.releases.views.releases import StaffView
from partnership.models import ReportingYear
from review.reading import NotedMixin


def _sections(contents: Sequence[Mapping[str, Any]], cells: Sequence[list[Explained]]) -> list[dict[str, Any]]:
    return [{"content": content, "cells": of_table} for content, of_table in zip(contents, cells, strict=True)]


class DraftProtectionView(NotedMixin, StaffView, TemplateView):
    """The tables of a release that would be made now. Its tables are protected and attacked anew for it."""

    template_name = "indicators/releases/protection_draft.html"

    def what_is_read(self) -> str:
        return f"What a release of {self.kwargs['slug']} would suppress"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        year = get_object_or_404(ReportingYear, slug=self.kwargs["slug"])
        draft = make_draft(year)
        outcome = draft.outcome
        assert outcome is not None, "a draft that was made has been attacked"
        contents = [table.content for table in draft.tables]
        wider = wider_conclusions(_sent(draft), draft.policies, published_tables(), outcome)
        return super().get_context_data(
            year=year,
            problem=outcome.problem,
            left_out=draft.left_out,
            unusable=draft.unusable,
            sections=_sections(contents, [explained(content, outcome.hidden, wider) for content in contents]),
            exposed=[(named(one.key), one.interval) for one in outcome.exposed],
            **kwargs,
        )


def _sent(draft: Draft) -> list[Any]:
    """The returns of all tables as they were sent, in the order in which they were protected."""
    return [snapshot for table in draft.tables for snapshot in table.snapshots]


class ReleaseCertificateView(NotedMixin, StaffView, TemplateView):
    """The certificate of a release, with its tables and what they keep back."""

    template_name = "indicators/releases/protection_certificate.html"
    release: Release

    def what_is_read(self) -> Release:
        return self.release

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.release = release = get_object_or_404(Release.objects.select_related("year"), slug=self.kwargs["slug"])
        found = DisclosureCertificate.objects.filter(release=release).defer("withheld").first()
        if found is None:
            raise Http404("This release was created before disclosure certificates were introduced.")
        contents = list(release.tables.order_by("position").values_list("content", flat=True))
        return super().get_context_data(
            release=release,
            certificate=found,
            details=found.content,
            hidden=sorted(found.content["hidden"].items()),
            sizes=sorted(found.content["sizes"].items()),
            sections=_sections(contents, [certified(content, found.content) for content in contents]),
            exposed=[
                (named(one["key"]), interval_of(one["a reader concludes"])) for one in found.content["already public"]
            ],
            **kwargs,
        )
