// Present mode. Which block is on the wall is known to the agenda and the outline too, by the event
// `koers:block`; the room for it is asked of JupyterLab by `koers:present`.

const ON = "koers-present";
const CURRENT = "koers-current";

function render({ model, el }) {
  const words = model.get("words");
  let current = null;
  let clock = { key: null, text: "", over: false, what: "" };

  const blocks = () =>
    [...document.querySelectorAll(".koers-block")]
      .map((element) => {
        const name = [...element.classList].find((one) => one.startsWith("koers-block--"));
        return { element, key: name?.slice("koers-block--".length) };
      })
      .filter(({ key }) => key);
  const isOn = () => document.body.classList.contains(ON);


  // The bar is the page's, since everything else of the page is out of sight.
  const bar = make("nav", "koers-present-bar");
  bar.setAttribute("aria-label", words.bar);
  bar.hidden = true;
  const previous = button(words.previous, () => step(-1), bar);
  const next = button(words.next, () => step(1), bar);
  const title = make("span", "koers-present-title", bar);
  const time = make("span", "koers-present-time", bar);
  const end = button(words.end, () => stop(), bar);
  document.body.append(bar);

  const show = () => {
    const all = blocks();
    const at = all.findIndex(({ key }) => key === current);
    all.forEach(({ element }, number) => element.classList.toggle(CURRENT, isOn() && number === at));
    bar.hidden = !isOn();
    previous.disabled = at <= 0;
    next.disabled = at < 0 || at >= all.length - 1;
    const text = `${at + 1} / ${all.length} · ${model.get("titles")[current] ?? current ?? ""}`;
    if (title.textContent !== text) title.textContent = text;
    const mine = isOn() && clock.key !== null && clock.key === current;
    const left = mine ? `${clock.text} ${clock.what}` : "";
    if (time.textContent !== left) time.textContent = left;
    time.dataset.over = String(mine && clock.over);
  };
  const goTo = (key, { tell = true } = {}) => {
    const found = blocks().find((block) => block.key === key);
    if (!found) return;
    current = key;
    show();
    if (tell)
      window.dispatchEvent(new CustomEvent("koers:block", { detail: { key, from: "present" } }));
    bringUp();
  };
  // Once what is hidden is out of the way.
  const bringUp = () =>
    requestAnimationFrame(() => {
      const shown = isOn() && blocks().find((block) => block.key === current);
      if (shown) shown.element.scrollIntoView({ block: "start" });
    });
  const step = (by) => {
    const all = blocks();
    const there = all[all.findIndex(({ key }) => key === current) + by];
    if (there) goTo(there.key);
  };
  const nearest = () => {
    const tops = blocks().map(({ element, key }) => [
      Math.abs(element.getBoundingClientRect().top), key,
    ]);
    return tops.sort((one, other) => one[0] - other[0])[0]?.[1];
  };

  const start = () => {
    if (isOn() || !blocks().length) return;
    const wanted = blocks().some(({ key }) => key === current) ? current : nearest();
    document.body.classList.add(ON);
    window.dispatchEvent(new CustomEvent("koers:present", { detail: { on: true } }));
    goTo(wanted);
    end.focus({ preventScroll: true });
  };
  const stop = () => {
    if (!isOn()) return;
    document.body.classList.remove(ON);
    window.dispatchEvent(new CustomEvent("koers:present", { detail: { on: false } }));
    show();
    opener.focus({ preventScroll: true });
    blocks().find(({ key }) => key === current)?.element.scrollIntoView({ block: "start" });
  };

  const takesText = (element) =>
    element?.isContentEditable ||
    element?.matches?.("textarea, select, input:not([type=button], [type=checkbox], [type=radio])");
  const pressed = (event) => {
    if (!isOn() || event.defaultPrevented) return;
    if (event.key === "Escape") {
      event.preventDefault();
      stop();
    } else if (["PageUp", "PageDown"].includes(event.key) && !takesText(event.target)) {
      event.preventDefault();
      event.stopPropagation();
      step(event.key === "PageUp" ? -1 : 1);
    }
  };
  const moved = (event) => {
    if (event.detail?.from !== "present") goTo(event.detail?.key, { tell: false });
  };
  const ticked = (event) => {
    clock = event.detail;
    if (isOn()) show();
  };
  // JupyterLab can end it too.
  const ended = (event) => {
    if (!event.detail?.on) stop();
  };

  el.classList.add("koers-present-door", "koers-aside");
  const opener = button(words.present, start, el);
  opener.setAttribute("aria-description", words.present_help);

  window.addEventListener("keydown", pressed, true);
  window.addEventListener("resize", bringUp);
  window.addEventListener("koers:block", moved);
  window.addEventListener("koers:clock", ticked);
  window.addEventListener("koers:presenting", ended);

  return () => {
    stop();
    bar.remove();
    window.removeEventListener("keydown", pressed, true);
    window.removeEventListener("resize", bringUp);
    window.removeEventListener("koers:block", moved);
    window.removeEventListener("koers:clock", ticked);
    window.removeEventListener("koers:presenting", ended);
  };
}

export default { render };
