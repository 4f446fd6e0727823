"""The guide for whoever interviews: what to say first, what to ask in half an hour, what to note.

It is a sheet of the workbook, to be printed beside the one on which interviews are noted down.
"""

from __future__ import annotations

from toolkit.language import mark

TITLE = mark("Interview guide")

PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        mark("Before you begin"),
        (
            mark("Talk to eight to twelve people, one by one, half an hour each; also to people "
                 "who do not follow you."),
            mark("Note a code (I1, I2, …) and a broad role. The list of who is who is kept "
                 "elsewhere, on paper or locked, and destroyed when the work is done."),
        ),
    ),
    (
        mark("Say this, and ask whether it is all right"),
        (
            mark("“We want to make what is of use to you, so I would like to hear what your days "
                 "look like. It takes half an hour. There are no wrong answers.”"),
            mark("“I take notes, without your name. Nothing that tells who you are will be in the "
                 "report. If I would like to print a sentence of yours, I show it to you first.”"),
            mark("“You may skip any question, stop at any moment, and have your notes thrown away "
                 "afterwards. Is that all right with you?”"),
            mark("Record no sound and no picture. Of who is younger than 16, a parent has to agree "
                 "as well."),
        ),
    ),
    (
        mark("5 minutes: who it is"),
        (mark("What does an ordinary day of yours look like?"),
         mark("How do you know us? When were you last with us, and what for?")),
    ),
    (
        mark("10 minutes: what they want to get done"),
        (mark("Tell me about the last time that you needed something of this kind. What came "
              "first, and what next?"),
         mark("What was hard about it? What did you do then?"),
         mark("What would have helped you?"),
         mark("Whom do you ask, or whom do you believe, in such things?")),
    ),
    (
        mark("10 minutes: where they are"),
        (mark("Which apps did you open yesterday? When was that, where, and what for?"),
         mark("May I look along: what came past this morning? What do you stop at, and why?"),
         mark("When did you last send something on, save it, or react to it?"),
         mark("Whom of our kind do you follow, and whom did you stop following?")),
    ),
    (
        mark("5 minutes: to end with"),
        (mark("What should we never do?"),
         mark("What did I not ask that I should have asked?"),
         mark("Thank you. Would you look at a sentence of yours before it is printed?")),
    ),
    (
        mark("Right afterwards"),
        (mark("Write down in their words, not in yours, on the sheet for interviews: each thing on "
              "a line of its own."),
         mark("Note what surprised you. Leave out names of people, streets and employers.")),
    ),
)  # fmt: skip
