"""Who calls: the header `Authorization: Bearer fc_…`."""

from django.contrib.auth.models import User
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from claims import actions
from claims.models import ApiToken


class TokenAuthentication(BaseAuthentication):
    """The owner of the token. A token that is not usable is refused, never ignored."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        words = get_authorization_header(request).decode("latin-1").split()
        if not words or words[0].lower() != "bearer":
            return None
        if len(words) != 2:
            raise AuthenticationFailed(
                "The Authorization header must read “Bearer” and the token, with one blank between."
            )
        token = actions.use_api_token(words[1])
        if token is None:
            raise AuthenticationFailed(
                "The token is unknown, revoked, or of a disabled account: ask for a new one."
            )
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="workbench"'


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call] # registers itself
    """How the OpenAPI schema names the header; here, so that it is known whenever the class is."""

    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "bearerFormat": "fc_…"}
