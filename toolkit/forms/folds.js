// Folds what is long: blocks under their headings, and cards of a list under their names, of which
// one is open at a time. What is open only this browser knows; nobody else's page moves.

const HEADS = ".koers-block > .koers-block-head, .koers-card > .koers-card-head";

function render({ model, el }) {
  const name = `koers-folds:${model.get("key")}`;
  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(name) ?? "{}");
    } catch {
      return {};
    }
  };
  const { open = [], folded = model.get("folded") } = read();
  const known = { open: new Set(open), folded: new Set(folded) };
  const keep = () => {
    try {
      const now = { open: [...known.open], folded: [...known.folded] };
      localStorage.setItem(name, JSON.stringify(now));
    } catch (error) {
      console.warn("koers: this browser keeps nothing", error);
    }
  };

  const nameOf = (part, start) => {
    const found = [...part.classList].find((one) => one.startsWith(start));
    return found?.slice(start.length);
  };
  const isCard = (part) => part.classList.contains("koers-card");
  const idOf = (part) => nameOf(part, isCard(part) ? "koers-at--" : "koers-block--");
  const isOpen = (part) =>
    isCard(part) ? known.open.has(idOf(part)) : !known.folded.has(idOf(part));
  const set = (part, on) => {
    const which = isCard(part) ? known.open : known.folded;
    if (on === isCard(part)) which.add(idOf(part));
    else which.delete(idOf(part));
    if (on && isCard(part)) {
      for (const other of part.parentElement.children) {
        if (other !== part && other.matches(".koers-card")) known.open.delete(idOf(other));
      }
    }
    keep();
    show();
  };
  const turn = (part) => {
    set(part, !isOpen(part));
    // What was open above it is gone from the page.
    part.firstElementChild.scrollIntoView({ block: "nearest" });
  };

  const makeToggle = (head) => {
    const toggle = button("", () => turn(head.parentElement), null, "koers-fold");
    head.prepend(toggle);
    head.addEventListener("click", (event) => {
      if (event.target.closest("h3, h4")) turn(head.parentElement);
    });
    return toggle;
  };
  const page = () => el.closest(".koers-live");
  function show() {
    for (const head of page()?.querySelectorAll(HEADS) ?? []) {
      const part = head.parentElement;
      const toggle = head.querySelector(":scope > .koers-fold") ?? makeToggle(head);
      // What is laid out after it comes in before it.
      if (head.firstElementChild !== toggle) head.prepend(toggle);
      const on = isOpen(part);
      part.classList.toggle("koers-open", on);
      toggle.setAttribute("aria-expanded", String(on));
      const title = head.querySelector("h3, h4")?.textContent ?? "";
      if (toggle.getAttribute("aria-label") !== title) toggle.setAttribute("aria-label", title);
    }
  }
  // Whoever leads to a field opens all that it is folded in.
  const unfold = (event) => {
    let part = event.target.closest?.(".koers-block, .koers-card");
    for (; part && page()?.contains(part); part = part.parentElement.closest(".koers-block, .koers-card")) {
      if (!isOpen(part)) set(part, true);
    }
  };
  // Rows come and go, and a page of them is made anew when it is turned.
  const watcher = new MutationObserver(show);
  watcher.observe(document.body, { childList: true, subtree: true });
  document.addEventListener("koers:unfold", unfold);
  show();
  return () => {
    watcher.disconnect();
    document.removeEventListener("koers:unfold", unfold);
  };
}

export default { render };
