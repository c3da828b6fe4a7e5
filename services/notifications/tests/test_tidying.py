from datetime import timedelta

from chassis.process.testing import Running
from notifications.sending.retention import forget
from sqlalchemy import text

from . import story


async def test_only_what_is_over_is_forgotten_and_only_after_its_time(app: Running) -> None:
    await app.hear(*story.questions(5))
    async with app.begin() as work:
        await work.db.execute(
            text("""
                UPDATE deliveries
                SET changed_at = changed_at - interval '1 day' * (position % 5),
                    state = (ARRAY['sent', 'pending', 'failed', 'held', 'sent'])[position % 5 + 1]
            """)
        )
    assert await forget(app.begin, timedelta(days=2)) == 1
    async with app.begin() as work:
        states = (await work.db.execute(text("SELECT state FROM deliveries"))).scalars()
        assert sorted(states) == ["failed", "held", "pending", "sent"]
