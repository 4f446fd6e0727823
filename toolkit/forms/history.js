// The history: a table that is asked for when it is opened. All words from the log are text.

function render({ model, el }) {
  const words = model.get("words");
  const fill = (text, question) => text.replace("{question}", () => question);
  el.classList.add("koers-history", "koers-aside");
  const make = (tag, name, parent, text) => {
    const made = document.createElement(tag);
    if (name) made.className = name;
    if (text !== undefined) made.textContent = text;
    parent?.append(made);
    return made;
  };
  const button = (text, act, parent) => {
    const made = make("button", "koers-button", parent, text);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  };

  const fold = make("details", "", el);
  make("summary", "", fold, words.history);
  const said = make("p", "koers-alarm", fold);
  said.setAttribute("role", "alert");
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

  const askFirst = (cell, step) => {
    const box = make("span", "koers-sure");
    make("span", "", box, words.sure);
    const no = button(words.no, () => back(), box);
    const back = () => {
      box.remove();
      for (const one of cell.children) one.hidden = false;
    };
    button(words.yes, () => {
      model.send({ out: step.path });
      back();
    }, box);
    for (const one of cell.children) one.hidden = true;
    cell.append(box);
    no.focus();
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
        const back = button(words.back, () => model.send({ back: step.operation }), cell);
        back.setAttribute("aria-label", fill(words.back_to, step.question));
      } else {
        make("span", "", cell, words.latest);
      }
      if (words.out) {
        const out = button(words.out, () => askFirst(cell, step), cell);
        out.setAttribute("aria-label", fill(words.out_of, step.question));
      }
    });
  };
  const tell = () => {
    said.textContent = model.get("said");
  };
  model.on("change:steps", show);
  model.on("change:more", show);
  model.on("change:said", tell);
  show();
  tell();
  return () => {
    model.off("change:steps", show);
    model.off("change:more", show);
    model.off("change:said", tell);
  };
}

export default { render };
