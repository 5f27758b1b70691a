"""Claims restated in short articles on many subjects: all are found, and nothing else."""

import json
from pathlib import Path

from claims.matching import ClaimIndex, KnownWording, Matcher
from claims.text import segment

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "restatements.jsonl").read_text().splitlines()
]


def test_each_claim_is_found_in_its_article_and_nowhere_else() -> None:
    matcher = Matcher(
        ClaimIndex.build(KnownWording(i, str(i), row["claim"]) for i, row in enumerate(ROWS))
    )
    found, false_alarms, flagged = set(), [], []
    for i, row in enumerate(ROWS):
        start = row["article"].index(row["sentence"])
        for m in matcher.match(segment(row["article"])):
            if m.claim == str(i) and m.start < start + len(row["sentence"]) and m.end > start:
                found.add(i)
                flagged += [reason.explanation for reason in m.flags]
            else:
                false_alarms.append((m.claim, m.text))

    assert len(found) >= 0.95 * len(ROWS)
    assert len(false_alarms) <= 1
    assert not flagged
