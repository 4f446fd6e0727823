// The history: a table that is asked for when it is opened. All words from the log are text.

function render({ model, el }) {
  const words = model.get("words");
  const fill = (text, question) => text.replace("{question}", () => question);
  el.classList.add("koers-history", "koers-aside");

  const fold = make("details", "", el);
  make("summary", "", fold, words.history);
  const said = make("p", "koers-alarm", fold);
  said.setAttribute("role", "alert");
  const gone = make("p", "koers-gone", fold);
  gone.setAttribute("role", "status");
  const none = make("p", "", fold, words.none);
  const scroller = make("div", "koers-scroller", fold);
  scroller.tabIndex = 0;
  scroller.setAttribute("role", "region");
  scroller.setAttribute("aria-label", words.history);
  const table = make("table", "", scroller);
  const head = make("tr", "", make("thead", "", table));
  for (const name of ["time", "question", "done"]) {
    make("th", "", head, words[name]).scope = "col";
  }
  make("td", "", head);
  const body = make("tbody", "", table);
  const more = button(words.more, () => model.send({ more: true }), fold);

  fold.addEventListener("toggle", () => model.send({ open: fold.open }));

  const askFirst = (cell, said, yes, act, note) => {
    const box = make("span", "koers-sure");
    make("span", "", box, said);
    if (note) make("span", "koers-beside", box, note());
    const no = button(words.no, () => back(), box);
    const back = () => {
      box.remove();
      for (const one of cell.children) one.hidden = false;
    };
    button(yes, () => {
      back();
      act();
    }, box);
    for (const one of cell.children) one.hidden = true;
    cell.append(box);
    no.focus();
  };
  const beside = () => {
    const files = model.get("beside");
    return files.length ? ` ${words.beside.replace("{files}", () => files.join(", "))}` : "";
  };
  const offerOut = (cell, { path, question }) => {
    if (!words.out) return;
    const out = button(words.out, () => {
      // Files may have come since the list was shown.
      model.send({ ask: true });
      const act = () => model.send({ out: path });
      askFirst(cell, fill(words.sure, `“${question}”`), words.yes, act, beside);
    }, cell);
    out.setAttribute("aria-label", fill(words.out_of, question));
  };
  const offerBack = (cell, step) => {
    const back = button(words.back, () => {
      const act = () => model.send({ back: step.operation });
      askFirst(cell, words.back_sure, words.back_yes, act);
    }, cell);
    back.setAttribute("aria-label", fill(words.back_to, step.question));
  };
  const offerAnswers = (cell, step) => {
    const open = step.answers.length > 0;
    const act = () => model.send({ unfold: step.operation });
    const made = button(open ? words.fewer : words.answers, act, cell);
    made.setAttribute("aria-expanded", String(open));
    if (!open) made.setAttribute("aria-label", fill(words.answers_of, step.question));
  };
  const showAnswers = step => {
    for (const one of step.answers) {
      const row = make("tr", "koers-part", body);
      make("td", "", row);
      make("td", "", row, one.question).dir = "auto";
      make("td", "", row, one.done).dir = "auto";
      offerOut(make("td", "koers-acts", row), one);
    }
  };
  const show = () => {
    const steps = model.get("steps");
    none.hidden = steps.length > 0;
    scroller.hidden = steps.length === 0;
    more.hidden = !model.get("more");
    body.replaceChildren();
    steps.forEach((step, number) => {
      const row = make("tr", "", body);
      make("td", "koers-when", row, step.time);
      make("td", "", row, step.question).dir = "auto";
      make("td", "", row, step.done).dir = "auto";
      const cell = make("td", "koers-acts", row);
      if (number) {
        offerBack(cell, step);
      } else {
        make("span", "", cell, words.latest);
      }
      if (step.several && words.out) offerAnswers(cell, step);
      else if (step.out) offerOut(cell, step);
      showAnswers(step);
    });
  };
  const tell = () => {
    said.textContent = model.get("said");
    gone.textContent = model.get("gone");
  };
  const tellBeside = () => {
    for (const one of body.querySelectorAll(".koers-beside")) one.textContent = beside();
  };
  model.on("change:steps", show);
  model.on("change:more", show);
  model.on("change:said", tell);
  model.on("change:gone", tell);
  model.on("change:beside", tellBeside);
  show();
  tell();
  return () => {
    model.off("change:steps", show);
    model.off("change:more", show);
    model.off("change:said", tell);
    model.off("change:gone", tell);
    model.off("change:beside", tellBeside);
  };
}

export default { render };
