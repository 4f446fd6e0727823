// Leads to fields of a form and back to them, and tells screen readers what stands beside each.

const STARTS = [100, 600, 1500]; // milliseconds after which a page may have got its fields
const RECENT = 60000; // for so long a page that is made anew goes back to where somebody was
const PRESSED = 10000; // for so long after a press a step is taken for that of this browser

// What is folded away opens when somebody is led to it.
const unfold = (element) =>
  element?.dispatchEvent(new CustomEvent("koers:unfold", { bubbles: true }));

function makeGuide(el, scope, prefix, language) {
  const find = (path) => {
    const name = CSS.escape(`koers-at--${path.replaceAll(".", "--")}`);
    return document.querySelector(`.${scope} .${name} :is(input, textarea, select)`);
  };
  // A new row takes a moment to get onto the screen.
  const focus = (path, tries = 20) => {
    const input = find(path);
    unfold(input);
    if (input && input.offsetParent !== null) input.focus();
    else if (tries) setTimeout(() => focus(path, tries - 1), 100);
  };
  // What is asked to be seen may still have to be laid out.
  const bring = (name) => {
    for (const wait of [100, 500]) {
      setTimeout(() => {
        const found = document.querySelector(`.${scope} .${CSS.escape(name)}`);
        found?.scrollIntoView({ block: "start" });
      }, wait);
    }
  };

  // Of a hidden vote not even the place is remembered: it tells which ballot was the last.
  const remember = (path) => {
    if (path.startsWith("urn.")) return;
    sessionStorage.setItem(`${prefix}focus`, JSON.stringify({ path, when: Date.now() }));
  };
  const refocus = () => {
    const known = JSON.parse(sessionStorage.getItem(`${prefix}focus`) ?? "null");
    const active = document.activeElement;
    const free = !active || !active.matches("input, textarea, select");
    if (!known || !free || Date.now() - known.when > RECENT) return;
    const input = find(known.path);
    if (!input || input.offsetParent === null) return;
    input.focus();
    if (input.setSelectionRange && input.type !== "radio") {
      input.setSelectionRange(input.value.length, input.value.length);
    }
  };

  // Only the browser in which a step was taken back is led to it.
  let pressed = 0;
  const press = (event) => {
    if (event.target.closest?.(".koers-tool-bar")) pressed = Date.now();
  };
  document.addEventListener("click", press, true);
  const findNear = (path) => {
    for (let parts = path.split("."); parts.length > 1; parts = parts.slice(0, -1)) {
      const name = CSS.escape(`koers-at--${parts.join("--")}`);
      const found = [...document.querySelectorAll(`.${scope} :is(.${name}, [class*="${name}--"])`)];
      if (!found.some((one) => one.offsetParent !== null)) unfold(found[0]);
      const seen = found.find((one) => one.offsetParent !== null);
      if (seen) return seen.closest(".koers-question, .koers-cell, .koers-fit") ?? seen;
    }
    return null;
  };
  const pointOut = ({ path, block }) => {
    if (Date.now() - pressed > PRESSED) return false;
    setTimeout(() => {
      const found = findNear(path) ?? (block && document.querySelector(`.koers-block--${block}`));
      if (!found) return;
      found.scrollIntoView({ block: found.matches(".koers-block") ? "start" : "center" });
      found.classList.add("koers-changed");
      setTimeout(() => found.classList.remove("koers-changed"), 3000);
    }, 300);
    return true;
  };

  // What a question asks stands beside it; screen readers are told so, and what is wrong too.
  const describe = () => {
    // Words are divided, and read aloud, in the language of the form.
    el.closest(".koers-live")?.setAttribute("lang", language);
    for (const field of document.querySelectorAll(`.${scope} .koers-field`)) {
      const input = field.querySelector("input, textarea, select");
      const message = field.parentElement?.querySelector(":scope > .koers-beside");
      if (!input || !message || input.dataset.koersTold) continue;
      message.id ||= `${scope}-${[...field.classList].find((c) => c.startsWith("koers-at--"))}`;
      input.setAttribute("aria-describedby", message.id);
      input.dataset.koersTold = "1";
    }
    for (const made of document.querySelectorAll(`.${scope} button[title]`)) {
      if (made.getAttribute("aria-label") !== made.title) {
        made.setAttribute("aria-label", made.title);
      }
    }
  };
  const watcher = new MutationObserver(() => {
    clearTimeout(watcher.soon);
    watcher.soon = setTimeout(describe, 150);
  });
  watcher.observe(document.body, { childList: true, subtree: true });
  const starts = STARTS.map((wait) =>
    setTimeout(() => {
      describe();
      refocus();
    }, wait),
  );

  const stop = () => {
    starts.forEach(clearTimeout);
    watcher.disconnect();
    document.removeEventListener("click", press, true);
  };
  return { focus, bring, remember, pointOut, stop };
}

