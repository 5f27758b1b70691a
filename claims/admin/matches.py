"""Matches, their flags and their history in the admin: to find them and to decide on many."""

from collections.abc import Sequence

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims import actions, review
from claims.admin.base import EventColumns, ReadOnlyAdmin, ReadOnlyInline, acting_user
from claims.admin.bulk import NoteForm, for_each
from claims.admin.cells import EMPTY, badge, bullets, link_to, shorten
from claims.admin.diff import read_diff
from claims.admin.home.waiting import WAITING
from claims.admin.parents import ByArticleOfSpan, ByClaim, ByVersion
from claims.admin.queue.reasons import explain
from claims.enums import Flag, MatchState
from claims.models import Match, MatchEvent, MatchFlag


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Match]
    ) -> Sequence[tuple[str, str]]:
        return [
            ("open", gettext("waits for a decision")),
            *((state.value, str(state.label)) for state in MatchState),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Match]) -> QuerySet[Match]:
        match self.value():
            case None:
                return queryset
            case "open":
                return queryset & Match.objects.open()
            case state:
                return queryset.filter(state=state)


class WaitingFilter(admin.SimpleListFilter):
    """What the home page counts."""

    title = _("waiting")
    parameter_name = "waiting"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Match]
    ) -> Sequence[tuple[str, str]]:
        return [(name, str(label)) for name, (label, _rows) in WAITING.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Match]) -> QuerySet[Match]:
        if self.value() not in WAITING:
            return queryset if self.value() is None else queryset.none()
        _label, rows = WAITING[str(self.value())]
        return queryset & rows(acting_user(request), timezone.now())


class FlagFilter(admin.SimpleListFilter):
    title = _("flag")
    parameter_name = "flag"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Match]
    ) -> Sequence[tuple[str, str]]:
        return [
            *((flag.value, str(flag.label)) for flag in Flag),
            ("none", gettext("no flag")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Match]) -> QuerySet[Match]:
        flags = MatchFlag.objects.filter(match=OuterRef("pk"))
        match self.value():
            case None:
                return queryset
            case "none":
                return queryset.filter(~Exists(flags))
            case flag:
                return queryset.filter(Exists(flags.filter(flag=flag)))


class FlagInline(ReadOnlyInline[MatchFlag, Match]):
    model = MatchFlag
    fields = ["flag", "claim_text", "article_text", "explanation"]
    show_change_link = False
    classes = ["nameless"]


class EventInline(EventColumns, ReadOnlyInline[MatchEvent, Match]):
    model = MatchEvent
    fields = ["at", "by", "old_state", "new_state", "note"]
    verbose_name_plural = _("history of decisions")
    ordering = ["-revision"]
    show_change_link = False
    classes = ["nameless"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[MatchEvent]:
        return super().get_queryset(request).select_related("actor")


@admin.register(Match)
class MatchAdmin(ReadOnlyAdmin[Match]):
    list_display = [
        "short_text",
        "of_claim",
        "in_article",
        "percent",
        "flag_badges",
        "stance",
        "state_badge",
    ]
    list_filter = [
        ByClaim,
        ByArticleOfSpan,
        ByVersion,
        StateFilter,
        WaitingFilter,
        FlagFilter,
        "stance",
        "mutation",
        ("version__article__source", admin.RelatedOnlyFieldListFilter),
        ("engine_version", admin.AllValuesFieldListFilter),
    ]
    list_select_related = ["claim", "version__article__source"]
    show_full_result_count = False
    search_fields = ["text", "claim__text", "version__article__title"]
    search_help_text = _("Search the words in the article, the claim and the title.")
    ordering = ["-pk"]
    fieldsets = [
        (None, {"fields": ["queue_link", "state_badge", "decider", "decided_at"]}),
        (
            _("What was found"),
            {"fields": ["text", "of_claim", "of_wording", "in_article", "sentence_text", "quoted"]},
        ),
        (_("What was changed"), {"fields": ["word_diff", "mutation", "stance"]}),
        (
            _("Why it was proposed"),
            {"fields": ["percent", "reasons", "engine_version", "created_at"]},
        ),
    ]
    inlines = [FlagInline, EventInline]
    actions = ["confirm", "reject", "second_look"]
    action_form = NoteForm

    class Media:
        css = {"all": ["claims/diff.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Match]:
        return (
            super()
            .get_queryset(request)
            .defer("version__raw", "version__text")
            .prefetch_related("flags")
        )

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("claims.decide_match")

    @admin.display(description=_("words in the article"), ordering="text")
    def short_text(self, match: Match) -> str:
        return shorten(match.text, length=160)

    @admin.display(description=_("claim"))
    def of_claim(self, match: Match) -> SafeString:
        return link_to(match.claim)

    @admin.display(description=_("matched wording"))
    def of_wording(self, match: Match) -> str:
        return match.wording.text

    @admin.display(description=_("article"))
    def in_article(self, match: Match) -> SafeString:
        article = match.version.article
        source = f" ({article.source})" if article.source else ""
        return format_html("{}{}", link_to(article), source)

    @admin.display(description=_("probability"), ordering="probability")
    def percent(self, match: Match) -> str:
        return f"{int(100 * match.probability)}%"

    @admin.display(description=_("flags"))
    def flag_badges(self, match: Match) -> SafeString | None:
        flags = sorted(match.flags.all(), key=lambda row: row.flag)
        badges = ((badge(flag.get_flag_display(), "badge-flag"),) for flag in flags)
        return format_html_join(" ", "{}", badges) or None

    @admin.display(description=_("state"), ordering="state")
    def state_badge(self, match: Match) -> SafeString:
        return badge(match.get_state_display(), f"state-{match.state}")

    @admin.display(description=_("decided by"), ordering="decided_by__username")
    def decider(self, match: Match) -> str:
        return str(match.decided_by or EMPTY)

    @admin.display(description=_("in the sentence"))
    def sentence_text(self, match: Match) -> SafeString:
        return link_to(match.sentence, match.sentence.text)

    @admin.display(description=_("quoted from"))
    def quoted(self, match: Match) -> str:
        if match.quote is None:
            return EMPTY
        return link_to(match.quote, match.quote.attribution or match.quote.speaker)

    @admin.display(description=_("wording and article"))
    def word_diff(self, match: Match) -> SafeString:
        context = {"diff": read_diff(match.diff)}
        shown = render_to_string("admin/diff/_diff.html", context)
        return format_html('<div class="word-diff">{}</div>', shown)

    @admin.display(description=_("reasons"))
    def reasons(self, match: Match) -> str:
        return bullets(reason.sentence for reason in explain(match.components)) or EMPTY

    @admin.display(description=_("decide"))
    def queue_link(self, match: Match) -> SafeString:
        address = reverse("admin:queue", query={"match": match.pk})
        return format_html('<a href="{}">{}</a>', address, _("Open in the queue"))

    @admin.action(description=_("Confirm the selected matches"), permissions=["decide"])
    def confirm(self, request: HttpRequest, queryset: QuerySet[Match]) -> None:
        self._decide_each(request, queryset, MatchState.CONFIRMED)

    @admin.action(description=_("Reject the selected matches"), permissions=["decide"])
    def reject(self, request: HttpRequest, queryset: QuerySet[Match]) -> None:
        self._decide_each(request, queryset, MatchState.REJECTED)

    @admin.action(description=_("Second look at the selected matches"), permissions=["decide"])
    def second_look(self, request: HttpRequest, queryset: QuerySet[Match]) -> None:
        self._decide_each(request, queryset, MatchState.SECOND_LOOK)

    def _decide_each(
        self, request: HttpRequest, matches: QuerySet[Match], state: MatchState
    ) -> None:
        actor, note = acting_user(request), request.POST.get("note", "")
        for_each(
            request,
            list(matches),
            lambda match: actions.decide_match(
                match, state=state, actor=actor, revision=match.revision, note=note
            ),
            what=state.label.capitalize(),
            refusals=(review.TransitionNotAllowed, review.MatchChanged),
        )
