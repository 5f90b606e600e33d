"""Write the secrets of two-step sign-in under the present SECRET_KEY, so that former keys can go."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bcssp.accounts.secrets_at_rest import InvalidToken, encrypt_again


class Command(BaseCommand):
    """Run it after SECRET_KEY changed, with the former key in SECRET_KEY_FALLBACKS."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = encrypt_again()
        except InvalidToken as error:
            raise CommandError(
                "A secret was written under a key that is not there. Add it to SECRET_KEY_FALLBACKS."
            ) from error
        self.stdout.write(f"{count} secrets are encrypted with the present key.")
