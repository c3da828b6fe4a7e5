"""The story on the terminal: what happens, for whom, by which event, and how long it took."""

import time

from rich.console import Console

console = Console(highlight=False, soft_wrap=True)


class Timeline:
    """Prints each step as it happens; `failed` collects what did not hold."""

    def __init__(self) -> None:
        self._began = self._last = time.monotonic()
        self.failed: list[str] = []

    def chapter(self, title: str) -> None:
        console.print(f"\n[bold]{title}[/bold]")
        self._last = time.monotonic()

    def step(self, told: str, event: str = "") -> None:
        """One step, with the event behind it; the time is that since the step before."""
        now = time.monotonic()
        took, self._last = now - self._last, now
        behind = f"  [cyan]{event}[/cyan]" if event else ""
        console.print(
            f"  {now - self._began:6.2f} s  {told}{behind}  [dim]{took * 1000:.0f} ms[/dim]"
        )

    def mail(self, subject: str, to: str) -> None:
        console.print(f"           [green]mail[/green] {to}: {subject}")

    def check(self, told: str, holds: bool) -> None:
        mark = "[green]klopt[/green]" if holds else "[red]klopt niet[/red]"
        console.print(f"  {mark}  {told}")
        if not holds:
            self.failed.append(told)
