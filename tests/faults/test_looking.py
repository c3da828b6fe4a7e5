"""What is compared of a mail that came twice."""

from .looking import arrival_of

PAGE = "Antwoord op deze pagina. U hebt geen account nodig. De link werkt één keer."


def body_of(*lines: str) -> str:
    mail = {
        "message_id": "<1@sportloket.example>",
        "to": "loket@sport.example",
        "subject": "Wilt u een vraag overnemen?",
        "text": "\n".join(lines),
        "received_at": "2026-12-01T07:50:39Z",
    }
    return arrival_of(mail, set()).body


def test_a_mail_that_goes_again_after_a_reply_has_another_link_or_none() -> None:
    first = body_of(
        "Er is een vraag.", PAGE, "https://loket.example/v1/replies/ey.a-b_c.1", "Nr. 1"
    )
    later = body_of("Er is een vraag.", PAGE, "https://loket.example/v1/replies/ey.d.2", "Nr. 1")
    last = body_of("Er is een vraag.", "De vraag staat voor u klaar in het loket.", "Nr. 1")
    assert first == later == last


def test_anything_else_that_differs_is_seen() -> None:
    link = "https://loket.example/v1/replies/ey.a.1"
    assert body_of("Er is een vraag.", PAGE, link, "Nr. 1") != body_of("Er is een vraag.", "Nr. 1")
    assert body_of("A", PAGE, link, "Nr. 1") != body_of("A", PAGE, link, "Nr. 2")
