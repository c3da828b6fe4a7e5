"""The pages of the private link."""

from chassis.http.pages import page
from fastapi.responses import HTMLResponse

from intake.asker_view.schemas import MyQuestionInFull
from intake.questions.life_cycle import Step


def question_page(question: MyQuestionInFull) -> HTMLResponse:
    return page("intake", "my_question", question=question, Step=Step)


def refusal_page(refusal: str, status: int) -> HTMLResponse:
    """Why what was sent was not done, with the way back."""
    return page("intake", "not_done", status=status, refusal=refusal)


def no_question_page() -> HTMLResponse:
    return page("intake", "no_question", status=404)
