"""What is said beside the goals: the letters of SMART that are missing, and goals of attention."""

from __future__ import annotations

import html

import ipywidgets as widgets

from toolkit.analysis.smart import Finding, lint
from toolkit.clients import ClientFolder
from toolkit.forms.open_workshop import OpenWorkshop, finished_answers
from toolkit.forms.sparing import make
from toolkit.language import Language


class GoalNotes:
    """The lint of the goals, anew with every change.

    Attributes
    ----------
    widget
        To be put below the goals.
    """

    def __init__(self, store: OpenWorkshop, language: Language, folder: ClientFolder) -> None:
        self.store, self.language = store, language
        self._as_of = folder.client.as_of
        self.widget = make(widgets.HTML)
        self.widget.add_class("koers-goal-notes")
        self.refresh()

    def refresh(self) -> None:
        """Say what is missing now."""
        answers = finished_answers(self.store)
        goals = answers.intake.goals
        found = lint(goals, self._as_of, answers.meeting.held_on)
        text = self.language.text
        if not found:
            words = f"<p class='koers-read'>{html.escape(text('Every goal is SMART.'))}</p>"
            self._show(words if goals else "")
            return
        parts = [f"<h4>{html.escape(text('What the goals still lack'))}</h4>", "<ul>"]
        for place, goal in enumerate(goals):
            own = [one for one in found if one.goal == place]
            if own:
                said = " ".join(self._write(one) for one in own)
                parts.append(f"<li><strong>{html.escape(goal.name)}</strong>: {said}</li>")
        parts += [f"<li>{self._write(one)}</li>" for one in found if one.goal is None]
        self._show("".join([*parts, "</ul>"]))

    def forget(self) -> None:
        """Give up nothing: no text is typed here."""

    def _write(self, finding: Finding) -> str:
        return html.escape(finding.write(self.language))

    def _show(self, words: str) -> None:
        if self.widget.value != words:
            self.widget.value = words
