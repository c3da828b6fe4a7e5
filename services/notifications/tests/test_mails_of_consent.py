"""The mails about consent: nobody is passed on without having agreed (S1, P18)."""

import pytest
from notifications.domain.mails import mails_after

from . import story
from .story import DELIVERY
from .wording import ASKED, PROVIDER, core, to, told, written


@pytest.mark.requirement("P18")
@pytest.mark.parametrize("consent", ["not_asked", "refused", "withdrawn"])
def test_a_provider_who_did_not_agree_is_asked_and_not_told_to_do_nothing(consent: str) -> None:
    assert (
        core(told(story.received(consent=consent), PROVIDER))
        == """\
Mogen wij uw vraag doorgeven?

Wij hebben uw vraag over vrijwilligers ontvangen.

Wat vragen wij van u?
Misschien kan een andere organisatie u helpen.
Wij geven uw vraag en uw gegevens alleen door als u het goed vindt.
Bel of mail het loket van uw gemeente om te zeggen of dat mag.

Wilt u het niet? Dan helpt het loket u zelf, zo goed als het kan.
"""
    )


@pytest.mark.requirement("P18")
def test_with_a_page_of_its_own_the_provider_is_told_where_to_agree() -> None:
    (mail,) = mails_after(story.received(consent="not_asked"), ASKED)
    link = "https://loket.example/v1/my-questions/token"
    body = written(mail, link=link).body
    assert 'kies op uw eigen pagina "Ja, dat mag".' in body
    assert f"U kunt uw vraag volgen op {link}" in body


@pytest.mark.requirement("P18")
def test_what_the_provider_says_of_consent_is_confirmed() -> None:
    given = told(story.consent("consent_given"), PROVIDER)
    assert given.subject == "Wij mogen uw vraag doorgeven"
    withdrawn = told(story.consent("withdrawn"), PROVIDER)
    assert withdrawn.subject == "Wij geven uw vraag niet door"
    assert "Dan kan zij uw gegevens nu niet meer zien." in withdrawn.body


@pytest.mark.requirement("P18", "P17")
def test_the_desk_is_asked_to_call_a_provider_who_did_not_agree() -> None:
    waits = story.escalated(to_organisation_id=DELIVERY, reason="no_consent", handover_id=None)
    assert (
        core(told(waits, to(DELIVERY)))
        == """\
Een vraag wacht op toestemming

Een vraag over vrijwilligers mag nog niet worden doorgegeven.
De vraagsteller gaf nog geen toestemming.

Wat vragen wij van u?
Bel de vraagsteller. Vraag of u de vraag mag doorgeven, en leg het antwoord vast in het loket.
Mag het niet? Help de vraagsteller dan zelf.
"""
    )
