"""An operation that creates the models of a whole app, for first migrations."""

from django.db import migrations


class CreateModels(migrations.SeparateDatabaseAndState):
    """Create models that may point at each other.

    One by one, Django would render anew whatever is connected to each new model, and through the accounts everything is:
    ninety models cost five thousand renderings. Here the state is rendered once, with all of them in it.
    """

    def __init__(self, models):
        super().__init__(database_operations=models, state_operations=models)

    def deconstruct(self):
        return type(self).__qualname__, [self.state_operations], {}

    def state_forwards(self, app_label, state):
        if "apps" in state.__dict__:
            del state.apps
        super().state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operation in self.database_operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for operation in reversed(self.database_operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"Create {len(self.database_operations)} models"
