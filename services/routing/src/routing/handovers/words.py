"""What people read about sending a question to somebody else."""

from collections.abc import Mapping
from typing import Final

from routing.handovers.domain.reroute import Refusal

CANNOT_REROUTE: Final[Mapping[Refusal, str]] = {
    Refusal.DONE: "Deze vraag heeft niemand meer nodig.",
    Refusal.HAS_IT: "Deze organisatie heeft de vraag al.",
    Refusal.SAID_NO: "Deze organisatie heeft de vraag geweigerd of niet geantwoord.",
    Refusal.BARRED: (
        "Deze organisatie kan de vraag niet krijgen: zij doet niet mee, werkt niet uitvoerend of "
        "is zelf verbonden met de aanbieder."
    ),
    Refusal.USED_UP: (
        "De regels hebben genoeg organisaties gevraagd. Kies nu zelf een organisatie."
    ),
    Refusal.NO_CONSENT: "De vraagsteller gaf nog geen toestemming om de vraag door te geven.",
    Refusal.NOBODY: "Volgens de regels is er nu niemand. Kies zelf een organisatie.",
}
