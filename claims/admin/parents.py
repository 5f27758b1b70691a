"""Filters by the one claim, claimant, article or version that a link has named."""

from django.utils.translation import gettext_lazy as _

from claims.admin.base import ChosenFilter
from claims.models import Article, ArticleVersion, Claim, Claimant


class ByClaimant(ChosenFilter):
    title = _("claimant")
    parameter_name = lookup = "claimant"
    parent = Claimant


class ByClaim(ChosenFilter):
    title = _("claim")
    parameter_name = lookup = "claim"
    parent = Claim


class ByArticle(ChosenFilter):
    title = _("article")
    parameter_name = lookup = "article"
    parent = Article


class ByArticleOfSpan(ByArticle):
    lookup = "version__article"


class ByVersion(ChosenFilter):
    title = _("version")
    parameter_name = lookup = "version"
    parent = ArticleVersion
