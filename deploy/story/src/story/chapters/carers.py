"""11. A chance outside sport: who cares for others hears of it (S1, P10)."""

from story.cast import CARERS, LEUSDEN, PLATFORM, id_of
from story.stage import Stage


async def play(stage: Stage) -> None:
    tell = stage.timeline
    tell.chapter("11. Leusden: sport en mantelzorg")
    path = f"/organisations/{id_of(CARERS)}/policy-domains"
    domains = {"policy_domains": ["informal_care", "dementia"]}
    await stage.ask("routing", "PUT", path, domains, role="partner", of=CARERS)
    tell.step(f"{CARERS} wil horen wat er speelt rond mantelzorg en dementie")
    told = {
        "municipality_code": LEUSDEN,
        "theme": "collaboration",
        "policy_domain": "informal_care",
        "words": "Leden stoppen omdat zij voor een ouder zorgen.",
    }
    signal = await stage.ask("routing", "POST", "/signals", told, role="partner", of=PLATFORM)
    reported = await stage.signal("SignalReported", signal)
    tell.step(f"{PLATFORM} meldt een signaal in dat domein", "SignalReported")
    heard = str(id_of(CARERS)) in (reported["listeners"] or ())
    tell.check("het steunpunt staat bij wie het moet horen", heard)
    seen = await stage.ask("routing", "GET", "/signals", role="partner", of=CARERS)
    found = signal["signal_id"] in {one["signal_id"] for one in seen}
    tell.check("en leest het zelf", found)
