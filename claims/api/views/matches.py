"""Matches, decisions on them, and taking the last one back."""

from typing import NoReturn

from django.contrib.auth.models import User
from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response

from claims import actions, review
from claims.api import ids, queries
from claims.api.filters import MatchFilters
from claims.api.permissions import HoldsPermission
from claims.api.problem_kinds import MATCH_CHANGED, MOVE_NOT_ALLOWED, NOTHING_TO_UNDO
from claims.api.problems import Problem
from claims.api.serializers import DecisionInput, MatchOutput, read_body
from claims.api.views.base import ID_PARAMETER, RowById, RowDetail, RowList
from claims.enums import MatchState
from claims.models import Match


class MatchList(RowList[Match]):
    """Matches in every state, the newest first. Those that are not confirmed are suggestions."""

    permissions_needed = {"GET": "claims.view_match"}
    serializer_class = MatchOutput
    filterset_class = MatchFilters
    keyset = ("-id",)

    def get_queryset(self) -> QuerySet[Match]:
        return queries.matches()


class MatchDetail(RowDetail[Match]):
    """One match with its reasons."""

    permissions_needed = {"GET": "claims.view_match"}
    serializer_class = MatchOutput
    prefix, noun = ids.MATCH, "match"

    def get_queryset(self) -> QuerySet[Match]:
        return queries.matches()


class DecisionCreate(RowById[Match]):
    """Decide on a match as you saw it.

    If somebody was first, the answer is 409 with the match as it is now.
    """

    permissions_needed = {"POST": "claims.decide_match"}
    prefix, noun = ids.MATCH, "match"

    def get_queryset(self) -> QuerySet[Match]:
        return queries.matches()

    @extend_schema(
        parameters=[ID_PARAMETER],
        request=DecisionInput,
        responses=MatchOutput,
        examples=[
            OpenApiExample(
                "confirm",
                {"state": "confirmed", "revision": 0, "note": "Same figure, same bridge."},
                request_only=True,
            )
        ],
    )
    def post(self, request: Request, **_: str) -> Response:
        match = self.get_object()
        decision = read_body(request, DecisionInput)
        try:
            actions.decide_match(
                match,
                state=MatchState(decision["state"]),
                actor=_person(request),
                revision=decision["revision"],
                note=decision.get("note", ""),
            )
        except review.MatchChanged as error:
            _refuse_stale(error)
        except review.TransitionNotAllowed as error:
            raise Problem(MOVE_NOT_ALLOWED, str(error)) from None
        return Response(MatchOutput(queries.matches().get(pk=match.pk)).data)


class UndoCreate(generics.GenericAPIView[Match]):
    """Take back your newest decision; the match is as it was before it."""

    permission_classes = [HoldsPermission]
    permissions_needed = {"POST": "claims.decide_match"}
    filter_backends = []
    pagination_class = None

    @extend_schema(request=None, responses=MatchOutput)
    def post(self, request: Request) -> Response:
        try:
            event = actions.undo_last_decision(actor=_person(request))
        except review.NothingToUndo as error:
            raise Problem(NOTHING_TO_UNDO, str(error)) from None
        except review.MatchChanged as error:
            _refuse_stale(error)
        return Response(MatchOutput(queries.matches().get(pk=event.match_id)).data)


def _person(request: Request) -> User:
    assert isinstance(request.user, User)
    return request.user


def _refuse_stale(error: review.MatchChanged) -> NoReturn:
    match = queries.matches().get(pk=error.match.pk)
    raise Problem(MATCH_CHANGED, str(error), match=MatchOutput(match).data) from None
