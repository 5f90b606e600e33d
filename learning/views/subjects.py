"""Where the coordinator keeps the themes and campaigns by which learning is found; who reads all work, reads."""

from django.db.models import QuerySet

from learning.models import Campaign, Theme
from learning.services import keep_subject
from learning.subject_forms import CampaignForm, ThemeForm
from learning.tables import CampaignTable, ThemeTable
from partnership.reference.views import ReferenceFormView, ReferenceListView

_PAGES = (("Themes", "learning:theme-list"), ("Campaigns", "learning:campaign-manage"))


class SubjectListView(ReferenceListView):
    """The base of both lists."""

    siblings = _PAGES
    siblings_label = "Themes and campaigns"


class ThemeListView(SubjectListView):
    """Subjects by which learning is found."""

    heading = "Themes"
    words = "Readers find case studies, briefings and events by theme, and subscribe to one."
    create = ("learning:theme-create", "Add a theme")
    table_class = ThemeTable
    list_name = "themes"

    def get_rows(self) -> QuerySet[Theme]:
        return Theme.objects.all()


class CampaignManageView(SubjectListView):
    """Weeks in which partners speak of one matter together."""

    heading = "Campaigns"
    words = "Weeks in which partners speak of one matter together. Each is public once it has a published briefing."
    create = ("learning:campaign-create", "Add a campaign")
    table_class = CampaignTable
    list_name = "campaigns"

    def get_rows(self) -> QuerySet[Campaign]:
        return Campaign.objects.all()


class SubjectFormView(ReferenceFormView):
    """The base of both forms."""

    def perform(self, form: ThemeForm | CampaignForm) -> str:
        return f"“{keep_subject(obj=form.instance, by=self.user)}” saved."


class ThemeEditView(SubjectFormView):
    """Reword a theme."""

    model = Theme
    form_class = ThemeForm
    list_name = _PAGES[0]


class ThemeCreateView(ThemeEditView):
    """A new theme."""

    title = "Add a theme"


class CampaignEditView(SubjectFormView):
    """Change a campaign."""

    model = Campaign
    form_class = CampaignForm
    list_name = _PAGES[1]


class CampaignCreateView(CampaignEditView):
    """A new campaign."""

    title = "Add a campaign"
