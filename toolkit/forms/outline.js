// The outline: a line a block, in groups of before, live and after; a click leads to the block.

function render({ model, el }) {
  const words = model.get("words");
  el.classList.add("koers-outline", "koers-aside");
  const nav = make("nav", "", el);
  nav.setAttribute("aria-label", words.outline);

  const goTo = (key) => {
    window.dispatchEvent(new CustomEvent("koers:block", { detail: { key, from: "outline" } }));
    leadTo(key);
  };

  const lines = new Map();
  const makeLine = (part, list) => {
    const item = make("li", "", list);
    const open = make("button", "koers-line-to", item);
    open.type = "button";
    open.addEventListener("click", () => goTo(part.key));
    const title = make("span", "koers-title", open);
    const told = make("span", "koers-told", open);
    const wrong = make("span", "koers-told koers-told-wrong", open);
    const bar = make("span", "koers-share", open);
    bar.setAttribute("aria-hidden", "true");
    const done = make("span", "", bar);
    return { item, open, title, told, wrong, done };
  };
  const lay = () => {
    nav.replaceChildren();
    lines.clear();
    let moment = null;
    let list = null;
    for (const part of model.get("parts")) {
      if (part.moment !== moment) {
        moment = part.moment;
        if (moment) make("p", "koers-moment", nav, moment);
        list = make("ol", "", nav);
      }
      lines.set(part.key, makeLine(part, list));
    }
  };
  const show = () => {
    const parts = model.get("parts");
    // What has the focus is not made anew.
    if (parts.length !== lines.size || parts.some((part) => !lines.has(part.key))) lay();
    for (const part of parts) {
      const line = lines.get(part.key);
      line.title.textContent = part.title;
      line.told.textContent = [part.answered, part.unknown, part.finished ? `✓ ${words.finished}` : ""]
        .filter(Boolean)
        .join(" · ");
      line.done.parentElement.hidden = part.share === null;
      line.wrong.textContent = part.wrong ? `⚠ ${part.wrong}` : "";
      line.done.style.width = `${Math.round(part.share * 100)}%`;
      line.item.dataset.finished = String(part.finished);
    }
  };
  const current = (event) => {
    for (const [key, line] of lines) {
      if (key === event.detail?.key) line.open.setAttribute("aria-current", "location");
      else line.open.removeAttribute("aria-current");
    }
  };
  model.on("change:parts", show);
  window.addEventListener("koers:block", current);
  show();
  return () => {
    model.off("change:parts", show);
    window.removeEventListener("koers:block", current);
  };
}

export default { render };
