"""Addresses of the API, below /api/v1/."""

from django.urls import URLPattern, URLResolver, path, re_path
from drf_spectacular.views import SpectacularAPIView

from claims.api.views.articles import ArticleDetail, ArticleList, VersionTextDetail
from claims.api.views.claims import AppearanceList, ClaimDetail, ClaimList, ClaimReviewDetail
from claims.api.views.corrections import CorrectionList
from claims.api.views.matches import DecisionCreate, MatchDetail, MatchList, UndoCreate
from claims.api.views.matching import TextMatch
from claims.api.views.reference import Documentation, ProblemKindDetail, UnknownAddress
from claims.api.views.sources import SourceDetail, SourceList

app_name = "api"

urlpatterns: list[URLPattern | URLResolver] = [
    path("sources/", SourceList.as_view(), name="sources"),
    path("sources/<str:id>/", SourceDetail.as_view(), name="source"),
    path("articles/", ArticleList.as_view(), name="articles"),
    path("articles/<str:id>/", ArticleDetail.as_view(), name="article"),
    path("articles/<str:id>/versions/<int:number>/", VersionTextDetail.as_view(), name="version"),
    path("claims/", ClaimList.as_view(), name="claims"),
    path("claims/<str:id>/", ClaimDetail.as_view(), name="claim"),
    path("claims/<str:id>/claim-review/", ClaimReviewDetail.as_view(), name="claim-review"),
    path("claims/<str:id>/appearances/", AppearanceList.as_view(), name="appearances"),
    path("corrections/", CorrectionList.as_view(), name="corrections"),
    path("matches/", MatchList.as_view(), name="matches"),
    path("matches/<str:id>/", MatchDetail.as_view(), name="match"),
    path("matches/<str:id>/decision/", DecisionCreate.as_view(), name="decision"),
    path("match/", TextMatch.as_view(), name="text-match"),
    path("decisions/undo/", UndoCreate.as_view(), name="undo"),
    path("problems/<slug:slug>/", ProblemKindDetail.as_view(), name="problem"),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", Documentation.as_view(), name="documentation"),
    re_path("", UnknownAddress.as_view()),
]
