"""manage.py create_token USER --name NAME: a token for a program that uses the API."""

import json
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims import actions


class Command(BaseCommand):
    help = "Make an API token that acts for USER, and print it once: it is kept nowhere."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("user", metavar="USER", help="log-in name of the person")
        parser.add_argument("--name", required=True, help="which program will use it")
        parser.add_argument("--json", action="store_true", help="print a JSON object")

    def handle(self, *args: str, **options: Any) -> None:
        user = User.objects.filter(username=options["user"]).first()
        if user is None or not user.is_active:
            what = "no user" if user is None else "only a disabled user"
            raise _wrong(f"There is {what} “{options['user']}”: name one who can log in.")
        if not options["name"].strip():
            raise _wrong("The name is empty: say which program uses the token.")
        token, secret = actions.create_api_token(user, name=options["name"])
        if options["json"]:
            record = {"user": user.username, "name": token.name, "token": secret}
            self.stdout.write(json.dumps(record, ensure_ascii=False))
            return
        self.stderr.write(f"A token for {user.username}, shown only now. Send it with requests as")
        self.stderr.write("Authorization: Bearer <token>")
        self.stdout.write(secret)


def _wrong(message: str) -> CommandError:
    return CommandError(message, returncode=2)
