"""A text is matched while the caller waits; nothing is stored."""

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims import actions, matching
from claims.api.permissions import HoldsPermission
from claims.api.serializers import ProposalsOutput, TextInput, read_body
from claims.models import Claim


class TextMatch(APIView):
    """Find the known claims that a text restates, each with its span and the reasons.

    What comes back are proposals that no person has seen: they carry no verdict.
    """

    permission_classes = [HoldsPermission]
    permissions_needed = {"POST": "claims.view_claim"}

    @extend_schema(
        request=TextInput,
        responses=ProposalsOutput,
        examples=[
            OpenApiExample(
                "a sentence",
                {"text": "The bridge cost 40 million euros, the mayor said."},
                request_only=True,
            )
        ],
    )
    def post(self, request: Request) -> Response:
        body = read_body(request, TextInput)
        found = actions.match_text(body["text"], language=body["language"])
        known = Claim.objects.in_bulk({proposal.claim for proposal in found.matches})
        matches = [
            _with_claim(proposal, known[proposal.claim])
            for proposal in found.matches
            if proposal.claim in known
        ]
        answer = {"engine_version": found.engine_version, "matches": matches}
        return Response(ProposalsOutput(answer).data)


def _with_claim(proposal: matching.ProposedMatch, claim: Claim) -> dict[str, object]:
    return {
        "claim": claim,
        "wording_text": proposal.wording_text,
        "start": proposal.start,
        "end": proposal.end,
        "text": proposal.text,
        "probability": proposal.probability,
        "components": proposal.components,
        "flags": proposal.flags,
        "diff": [
            {"kind": part.kind, "wording": part.left, "article": part.right}
            for part in proposal.diff
        ],
        "mutation": proposal.mutation,
        "stance": proposal.stance,
    }
