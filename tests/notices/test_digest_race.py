from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core import mail
from django.db import connection

from claims import notices
from claims.models import Notice
from tests.factories import NOW, make_notice, make_user

SENDERS = 4
ROUNDS = 5


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_many_senders_at_the_same_moment_each_notice_is_in_one_mail() -> None:
    people = [make_user(email=f"person{number}@example.org") for number in range(3)]
    barrier = Barrier(SENDERS)

    def send(_: int) -> notices.DigestReport:
        try:
            barrier.wait(timeout=10)
            return notices.send_digests(at=NOW, limit=100)
        finally:
            connection.close()

    with ThreadPoolExecutor(SENDERS) as threads:
        for number in range(1, ROUNDS + 1):
            for user in people * 2:
                make_notice(user=user, at=NOW - timedelta(days=1))
            reports = list(threads.map(send, range(SENDERS)))
            assert sum(report.mails for report in reports) == len(people)
            assert sum(report.notices for report in reports) == 2 * len(people)
            assert len(mail.outbox) == number * len(people)

    assert not Notice.objects.to_mail().exists()
