"""`python -m danvan.site firstadmin`: the first office and the administrator in it, asked for one by one."""

from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from danvan.site.accounts.models import Membership, Role, User
from danvan.site.offices.models import Level, Office


class Command(BaseCommand):
    """Makes the office at the top and its administrator, who makes everybody else."""

    help = "The first office and its administrator."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--code", help="the office's code, as the state gives it: 51, 21001")
        parser.add_argument("--office", help="its name: 'tỉnh Quảng Ngãi'")
        parser.add_argument("--level", choices=Level.values)
        parser.add_argument("--username")
        parser.add_argument("--name", help="the administrator's full name")

    def handle(self, *_args: Any, **asked: Any) -> None:
        given = {key: asked[key] or input(f"{key}: ").strip() for key in ("code", "office", "level", "username", "name")}
        if given["level"] not in Level.values:
            raise CommandError(f"level '{given['level']}': write one of {', '.join(Level.values)}")
        if Office.objects.filter(code=given["code"]).exists() or User.objects.filter(username=given["username"]).exists():
            raise CommandError("There is an office of this code or a person of this user name already. Nothing was changed.")
        password = getpass("password (10 characters or more): ")
        try:
            validate_password(password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        with transaction.atomic():
            office = Office.objects.create(code=given["code"], name=given["office"], level=given["level"])
            user = User.objects.create_user(
                given["username"], password=password, full_name=given["name"], is_staff=True, is_superuser=True
            )
            Membership.objects.create(user=user, office=office, role=Role.ADMINISTRATOR)
        self.stdout.write("Done.")
