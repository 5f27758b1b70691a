import gc
import weakref

import pytest

from claims.index import Entry, Index
from claims.matching.passage import Passage
from claims.matching.reading import Reading
from claims.matching.units import quote_units, unit_of
from claims.text import segment

TEXT = (
    "Taxes rose in May 2014, the minister said. “Nobody will pay more. I promise,” Ann Smith said. "
    "The tax office disagrees with her."
)


@pytest.fixture
def reading() -> Reading:
    document = segment(TEXT)
    index = Index.build([Entry(0, 0, "Taxes rose in May 2014")])
    lists = index.read([one.text for one in document.sentences], language="en")
    return Reading(document, lists, language="en")


def test_a_window_has_the_tokens_of_its_text(reading: Reading) -> None:
    count = len(reading.document.sentences)
    units = [unit_of(reading.document, a, b) for a in range(count) for b in range(a, count)]

    for unit in [*units, *quote_units(reading.document)]:
        passage = reading.passage(unit)
        assert passage.tokens == Passage.of(TEXT[unit.start : unit.end]).tokens
        assert all(passage.text[t.start : t.end] == t.text for t in passage.tokens)


def test_what_stands_around_a_sentence(reading: Reading) -> None:
    context = reading.context(unit_of(reading.document, 2, 2))

    assert context.has_name("tax")
    assert not context.has_name("promis")
    assert [date.text for date in context.dates] == ["May 2014"]


def test_a_reading_is_gone_when_nobody_uses_it(reading: Reading) -> None:
    document = reading.document
    own = Reading(document, reading.lists, language="en")
    unit = unit_of(document, 1, 1)
    own.passage(unit), own.context(unit).has_name("smith"), own.identities(0, is_name=True)
    gone = weakref.ref(own)

    gc.disable()
    try:
        del own
        assert gone() is None
    finally:
        gc.enable()
