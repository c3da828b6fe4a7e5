"""Where to turn to when nobody nearby can help: open to all (S1, A10)."""

from chassis.http.rate_limits import rate_limited
from chassis.http.router import Router
from fastapi import Depends

from notifications.support_points import SUPPORT_POINTS, SupportPoint

router = Router(prefix="/national-support-points", tags=["national support points"])


@router.get("", summary="De landelijke steunpunten", dependencies=[Depends(rate_limited)])
async def list_support_points() -> list[SupportPoint]:
    return list(SUPPORT_POINTS.values())
