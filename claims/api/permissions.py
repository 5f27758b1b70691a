"""What the caller may do: the permission that a view names for each method."""

from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.views import APIView

from claims.api.problem_kinds import NOT_ALLOWED
from claims.api.problems import Problem


class HoldsPermission(IsAuthenticated):
    """The view's `permissions_needed` maps a method to one permission, HEAD counting as GET."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        if not super().has_permission(request, view):
            return False
        method = "GET" if request.method == "HEAD" else request.method
        needed = getattr(view, "permissions_needed", {}).get(method)
        if needed and not request.user.has_perm(needed):
            raise Problem(
                NOT_ALLOWED,
                f"Your account lacks the permission {needed}: "
                "ask an administrator for a role that has it.",
            )
        return True
