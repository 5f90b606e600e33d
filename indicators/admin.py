"""Records of the figures, to be read by the board. They are changed through services alone."""

from django.contrib import admin

from indicators.models import Area, NeighbourSet, Release, ReleaseTable
from partnership.admin_site import ByRoleAdmin, site


class ReleaseAdmin(ByRoleAdmin, admin.ModelAdmin):
    """Releases: what was published when, and by whom."""

    list_display = ["title", "year", "number", "published_at", "published_by"]
    list_filter = ["year"]
    list_select_related = ["year", "published_by"]


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


site.register(Release, ReleaseAdmin)
site.register(ReleaseTable, ReleaseTableAdmin)
site.register(Area, AreaAdmin)
site.register(NeighbourSet, NeighbourSetAdmin)
