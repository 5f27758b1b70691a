"""Sentences and quotes of a version: written once, because its text never changes."""

from claims import text
from claims.models import ArticleVersion, Quote, Sentence


def spans_differ(version: ArticleVersion, segmented: text.Segmented) -> bool:
    """Whether the stored sentences are other ones (none yet, or those of an older engine)."""
    stored = version.sentences.order_by("position").values_list("start", "end", "block", "kind")
    found = [(item.start, item.end, item.block, item.kind.value) for item in segmented.sentences]
    return list(stored) != found


def store_spans(version: ArticleVersion, segmented: text.Segmented) -> None:
    """Replace the version's sentences and quotes. No match may refer to the old ones any more."""
    version.quotes.all().delete()
    version.sentences.all().delete()
    sentences = Sentence.objects.bulk_create(
        [
            Sentence(
                version=version,
                position=position,
                block=item.block,
                kind=item.kind.value,
                start=item.start,
                end=item.end,
                text=item.text,
            )
            for position, item in enumerate(segmented.sentences)
        ],
        batch_size=500,
    )
    Quote.objects.bulk_create(
        [
            Quote(
                version=version,
                sentence=sentences[item.sentence],
                position=position,
                start=item.start,
                end=item.end,
                text=item.text,
                speaker=item.speaker[:300],
                verb=item.verb[:60],
                attribution=item.attribution,
            )
            for position, item in enumerate(segmented.quotes)
        ],
        batch_size=500,
    )
