"""Records of the figures, to be read by the board. They are changed through services alone."""

from django.contrib import admin

from indicators.models import (
    Area,
    NeighbourSet,
    PlannedRelease,
    Release,
    ReleaseOrder,
    ReleaseTable,
    Reminder,
    ReturnRound,
    ReturnTemplate,
    RoundChange,
)
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
site.register(Area, AreaAdmin)
site.register(NeighbourSet, NeighbourSetAdmin)
site.register(ReturnTemplate, ReturnTemplateAdmin)
site.register(ReturnRound, ReturnRoundAdmin)
site.register(RoundChange, RoundChangeAdmin)
site.register(Reminder, ReminderAdmin)
