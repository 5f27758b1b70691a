"""Articles going in; their work state and their text coming out.

A member called `source` hides an attribute of DRF's fields from mypy only: the metaclass takes
declared fields off the class.
"""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api import ids
from claims.api.serializers.base import Input, Output, Text
from claims.api.serializers.sources import SourceBrief
from claims.enums import WorkState
from claims.models import Article, ArticleVersion, Quote, Sentence


def _known(longest: int, help_text: str = "") -> Text:
    """Something that is known of the document, or null or "" if it is not."""
    return Text(
        required=False, allow_blank=True, allow_null=True, max_length=longest, help_text=help_text
    )


class ArticleInput(Input):
    """A document: exactly one of `text` and `html`, and what is known of it."""

    text = Text(required=False, trim_whitespace=False, min_length=1)
    html = Text(required=False, trim_whitespace=False, min_length=1)
    url = _known(1000, "where it was published; names the article")
    id = _known(200, "your own id of it, unique in the source; names an article without url")
    title = _known(500)
    author = _known(300)
    source = _known(200, "name or id of a known source; else the host of the url tells")  # type: ignore[assignment] # see above
    language = _known(35, "BCP-47")
    published_at = serializers.DateTimeField(required=False, allow_null=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("text" in attrs) == ("html" in attrs):
            raise serializers.ValidationError("Give either `text` or `html`.")
        return attrs


class ReceiptOutput(serializers.Serializer[Any]):
    """What became of a posted article."""

    id = serializers.CharField(read_only=True)
    version = serializers.IntegerField(read_only=True, help_text="number of the version")
    status = serializers.ChoiceField(
        choices=["created", "new version", "unchanged"], read_only=True
    )
    status_url = serializers.URLField(read_only=True)


class VersionOutput(Output[ArticleVersion]):
    """One distinct text of an article and how far the workers are with it."""

    state = serializers.ChoiceField(source="work_state", choices=WorkState.choices)

    class Meta:
        model = ArticleVersion
        fields = [
            "number",
            "received_at",
            "media_type",
            "text_sha256",
            "state",
            "attempts",
            "processed_at",
            "engine_version",
            "failure_code",
            "failure_reason",
        ]
        read_only_fields = fields


class ArticleBrief(Output[Article]):
    """An article where it is named beside something else."""

    id = ids.PublicIdField(ids.ARTICLE)
    url = serializers.CharField(source="canonical_url")
    source = SourceBrief(allow_null=True)  # type: ignore[assignment] # see above

    class Meta:
        model = Article
        fields = ["id", "url", "title", "published_at", "source"]
        read_only_fields = fields


class ArticleOutput(Output[Article]):
    id = ids.PublicIdField(ids.ARTICLE)
    url = serializers.CharField(source="canonical_url")
    source = SourceBrief(allow_null=True)  # type: ignore[assignment] # see above
    state = serializers.SerializerMethodField(help_text="of the newest version")
    versions = VersionOutput(many=True)

    class Meta:
        model = Article
        fields = [
            "id",
            "name",
            "url",
            "title",
            "author",
            "language",
            "published_at",
            "created_at",
            "source",
            "state",
            "versions",
        ]
        read_only_fields = fields

    @extend_schema_field(serializers.ChoiceField(choices=WorkState.choices, allow_null=True))
    def get_state(self, article: Article) -> str | None:
        states = [version.work_state for version in article.versions.all()]
        return states[-1] if states else None


class SentenceOutput(Output[Sentence]):
    """A sentence; `start` and `end` count Unicode characters of the version's text."""

    class Meta:
        model = Sentence
        fields = ["position", "block", "kind", "start", "end", "text"]
        read_only_fields = fields


class QuoteOutput(Output[Quote]):
    """Words between quotation marks and who said them, as far as the text tells."""

    class Meta:
        model = Quote
        fields = ["start", "end", "text", "speaker", "verb", "attribution"]
        read_only_fields = fields


class VersionTextOutput(VersionOutput):
    """A version with its text and the spans found in it; no spans before it is processed."""

    article_id = ids.PublicIdField(ids.ARTICLE, source=None)
    sentences = SentenceOutput(many=True)
    quotes = QuoteOutput(many=True)

    class Meta:
        model = ArticleVersion
        fields = ["article_id", *VersionOutput.Meta.fields, "text", "sentences", "quotes"]
        read_only_fields = fields
