"""Records of the figures, to be read by the board. They are changed through services alone."""

from collections.abc import Iterable

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from indicators.chasing.models import Reminder
from indicators.definitions.families import get_family
from indicators.definitions.models.area import Area, NeighbourSet
from indicators.disclosure.explain import interval_of, named
from indicators.disclosure.models import DisclosurePolicy
from indicators.disclosure.solver.policy import Policy
from indicators.releases.models.calendar import PlannedRelease
from indicators.releases.models.certificate import DisclosureCertificate
from indicators.releases.models.order import ReleaseOrder
from indicators.releases.models.release import Release, ReleaseTable
from indicators.rounds.models.returns import ReturnRound, ReturnTemplate, RoundChange
from partnership.admin_site import ByRoleAdmin, site


class ReleaseAdmin(ByRoleAdmin, admin.ModelAdmin):
    """Releases: what was published when, and by whom."""

    list_display = ["title", "year", "number", "status", "publish_at", "published_at", "published_by"]
    list_filter = ["year"]
    list_select_related = ["year", "published_by"]


class ReleaseOrderAdmin(ByRoleAdmin, admin.ModelAdmin):
    """Orders of releases: who asked for what, and what became of it."""

    list_display = ["title", "year", "state", "ordered_at", "ordered_by"]
    list_filter = ["state"]
    list_select_related = ["year", "ordered_by"]


class PlannedReleaseAdmin(ByRoleAdmin, admin.ModelAdmin):
    """Announced releases."""

    list_display = ["title", "year", "planned_for", "cancelled_at"]
    list_select_related = ["year"]


class ReleaseTableAdmin(ByRoleAdmin, admin.ModelAdmin):
    """Tables of releases: what each was made from."""

    list_display = ["family_slug", "release", "position"]
    list_filter = ["release"]
    list_select_related = ["release"]
    fields = ["release", "family_slug", "position", "submission", "sources"]


class DisclosurePolicyAdmin(ByRoleAdmin, admin.ModelAdmin):
    """Policies on small counts: proposed by one person, agreed or refused by another."""

    list_display = ["about", "version", "method", "threshold", "state", "created_by", "approved_by", "approved_at"]
    list_filter = ["method"]
    list_select_related = ["created_by", "approved_by"]


class DisclosureCertificateAdmin(ByRoleAdmin, admin.ModelAdmin):
    """The proof that a release withstood the attack. What it withheld is shown to nobody."""

    list_display = ["release", "result", "attacked", "sha256"]
    list_select_related = ["release"]
    fields = ("release", "result", "policies", "sizes", "hidden", "solver", "sha256", "counts", "already_public")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[DisclosureCertificate]:
        return super().get_queryset(request).defer("withheld")

    def result(self, certificate: DisclosureCertificate) -> str:
        """Whether every small count is safe."""
        return str(certificate.content["result"])

    @admin.display(description="small counts tested")
    def attacked(self, certificate: DisclosureCertificate) -> int:
        """How many counts were attacked."""
        return len(certificate.content["counts"])

    def policies(self, certificate: DisclosureCertificate) -> SafeString:
        """The policy of each family, as it was printed."""
        stored = certificate.content["policies"].items()
        return _lines(f"{get_family(slug).title}: {Policy.from_data(data).sentence}" for slug, data in stored)

    @admin.display(description="size of the test")
    def sizes(self, certificate: DisclosureCertificate) -> SafeString:
        """How many quantities, relations and facts the attack used."""
        return _lines(f"{name}: {number:,}" for name, number in certificate.content["sizes"].items())

    @admin.display(description="suppressed cells")
    def hidden(self, certificate: DisclosureCertificate) -> SafeString:
        """How many counts were hidden for which reason, and the information lost with them."""
        content = certificate.content
        numbers = [f"{why}: {number:,}" for why, number in content["hidden"].items()]
        return _lines(
            [*numbers, f"information lost: {content['lost']:,}; no safe option loses less than {content['least']:,}"]
        )

    def solver(self, certificate: DisclosureCertificate) -> str:
        """What solved the programmes."""
        return str(certificate.content["solver"])

    @admin.display(description="what a reader can work out")
    def counts(self, certificate: DisclosureCertificate) -> SafeString:
        """Each small count with what must stay possible and what a reader can conclude."""
        return _lines(
            f"{_words(one['key'])}: {interval_of(one['a reader concludes'])}; must stay possible: "
            f"{interval_of(one['must stay possible'])}"
            for one in certificate.content["counts"]
        )

    def already_public(self, certificate: DisclosureCertificate) -> SafeString:
        """What an earlier release gave away."""
        return _lines(
            f"{_words(one['key'])}: {interval_of(one['a reader concludes'])}"
            for one in certificate.content["already public"]
        )


def _words(key: str) -> str:
    one = named(key)
    return ", ".join(part for part in (one.family, one.row, one.window) if part)


def _lines(texts: Iterable[str]) -> SafeString:
    """Texts one below the other."""
    return format_html_join(mark_safe("<br>"), "{}", ((text,) for text in texts)) or mark_safe("none")


class AreaAdmin(ByRoleAdmin, admin.ModelAdmin):
    """Areas to compare."""

    list_display = ["name", "code", "kind"]
    list_filter = ["kind"]


class NeighbourSetAdmin(ByRoleAdmin, admin.ModelAdmin):
    """Dated sets of statistical neighbours."""

    list_display = ["slug", "area", "published"]
    list_select_related = ["area"]


class ReturnTemplateAdmin(ByRoleAdmin, admin.ModelAdmin):
    """Returns that organisations owe again and again."""

    list_display = ["title", "organisation", "frequency", "is_active"]
    list_filter = ["organisation", "is_active"]
    list_select_related = ["organisation"]


class ReturnRoundAdmin(ByRoleAdmin, admin.ModelAdmin):
    """Rounds of returns with their dates."""

    list_display = ["template", "period", "opens_on", "due_on", "closes_on"]
    list_filter = ["year", "template"]
    list_select_related = ["template"]


class RoundChangeAdmin(ByRoleAdmin, admin.ModelAdmin):
    """Dates that were changed: by whom, and why."""

    list_display = ["round", "reason", "changed_by", "changed_at"]
    list_select_related = ["round__template", "changed_by"]


class ReminderAdmin(ByRoleAdmin, admin.ModelAdmin):
    """Reminders: who was told what."""

    list_display = ["round", "kind", "recipient", "day", "created_at"]
    list_filter = ["kind"]
    list_select_related = ["round__template", "recipient"]


site.register(Release, ReleaseAdmin)
site.register(ReleaseTable, ReleaseTableAdmin)
site.register(ReleaseOrder, ReleaseOrderAdmin)
site.register(PlannedRelease, PlannedReleaseAdmin)
site.register(DisclosurePolicy, DisclosurePolicyAdmin)
site.register(DisclosureCertificate, DisclosureCertificateAdmin)
site.register(Area, AreaAdmin)
site.register(NeighbourSet, NeighbourSetAdmin)
site.register(ReturnTemplate, ReturnTemplateAdmin)
site.register(ReturnRound, ReturnRoundAdmin)
site.register(RoundChange, RoundChangeAdmin)
site.register(Reminder, ReminderAdmin)
