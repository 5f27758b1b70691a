"""The home page: what waits for a person and for the desk, and how the work goes."""

from claims.admin.home.tiles import Home, Tile, read_home
from claims.admin.home.views import figures

__all__ = ["Home", "Tile", "figures", "read_home"]
