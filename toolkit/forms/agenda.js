// The clock of the workshop. What it needs to go on after a reload is in this browser's storage:
// the block that is being done, since when, and how much of each block was used.

const MINUTE = 60_000;
const STALE = 12 * 60 * MINUTE; // yesterday's clock is nobody's

const fill = (text, values) =>
  text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));

function render({ model, el }) {
  const words = model.get("words");
  const place = `koers-room:${model.get("key")}:clock`;
  const clockTime = new Intl.DateTimeFormat(model.get("language"), {
    hour: "2-digit", minute: "2-digit",
  });
  let said = "";
  let state = read();

  function read() {
    const fresh = { current: null, since: null, used: {}, extra: {}, kept: 0 };
    try {
      const kept = JSON.parse(localStorage.getItem(place) ?? "null");
      return kept && Date.now() - kept.kept < STALE ? { ...fresh, ...kept } : fresh;
    } catch {
      return fresh;
    }
  }
  const write = () => {
    state.kept = Date.now();
    try {
      localStorage.setItem(place, JSON.stringify(state));
    } catch (error) {
      console.warn("koers: the clock is not kept", error);
    }
    show();
  };

  const agenda = () => model.get("agenda");
  const index = () => agenda().findIndex((block) => block.key === state.current);
  const used = (key) =>
    (state.used[key] ?? 0) +
    (key === state.current && state.since !== null ? Date.now() - state.since : 0);
  const left = (block) =>
    (block.minutes + (state.extra[block.key] ?? 0)) * MINUTE - used(block.key);
  const stopCounting = () => {
    if (state.since === null) return;
    state.used[state.current] = used(state.current);
    state.since = null;
  };
  const begun = () => index() >= 0;

  const goTo = (key, { tell = true } = {}) => {
    if (!agenda().some((block) => block.key === key) || key === state.current) return;
    const running = state.since !== null;
    stopCounting();
    state.current = key;
    if (running) state.since = Date.now();
    write();
    if (tell) announceBlock();
  };
  const announceBlock = () =>
    window.dispatchEvent(
      new CustomEvent("koers:block", { detail: { key: state.current, from: "agenda" } }),
    );
  const step = (by) => {
    const next = agenda()[index() + by];
    if (next) goTo(next.key);
  };
  const toggle = () => {
    if (!begun()) {
      state.current = agenda()[0]?.key ?? null;
      if (state.current === null) return;
      state.since = Date.now();
      write();
      announceBlock();
      return;
    }
    if (state.since === null) state.since = Date.now();
    else stopCounting();
    write();
  };
  const more = () => {
    state.extra[state.current] = (state.extra[state.current] ?? 0) + 5;
    write();
  };
  const again = () => {
    state = { current: null, since: null, used: {}, extra: {}, kept: 0 };
    write();
  };

  el.classList.add("koers-agenda", "koers-aside");
  const section = make("section", "", el);
  section.setAttribute("aria-label", words.agenda);
  const face = make("div", "koers-face", section);
  const title = make("p", "koers-now", face);
  const time = make("p", "koers-time", face);
  const digits = make("span", "koers-digits", time);
  const what = make("span", "koers-what", time);
  const whole = make("p", "koers-whole", face);
  const buttons = make("div", "koers-buttons", section);
  const startButton = button(words.start, toggle, buttons, "koers-main");
  const previous = button(words.previous, () => step(-1), buttons);
  const next = button(words.next, () => step(1), buttons);
  const moreButton = button(words.more, more, buttons);
  const againButton = button(words.again, again, buttons);
  const list = make("ol", "koers-plan", section);
  const aloud = make("p", "koers-aloud", section);
  aloud.setAttribute("aria-live", "polite");
  const fold = make("details", "koers-minutes", section);
  make("summary", "", fold, words.change);
  const fields = make("div", "koers-fields", fold);
  const sum = make("p", "koers-sum", fold);

  // A line a block; they are made anew only when the agenda itself changes.
  const lines = new Map();
  const inputs = new Map();
  const lay = () => {
    list.replaceChildren();
    lines.clear();
    for (const block of agenda()) {
      const line = make("li", "", list);
      const open = button(block.title, () => open.act(), line);
      open.act = () => {
        leadTo(block.key);
        if (begun() && block.key !== state.current) goTo(block.key);
        else
          window.dispatchEvent(
            new CustomEvent("koers:block", { detail: { key: block.key, from: "agenda" } }),
          );
      };
      const minutes = make("span", "", line);
      lines.set(block.key, { line, open, minutes });
      let input = inputs.get(block.key);
      if (!input) {
        const label = make("label", "", fields);
        const name = make("span", "", label, fill(words.minutes_of, { title: block.title }));
        input = make("input", "", label);
        Object.assign(input, { type: "number", min: 1, max: 600, step: 1 });
        input.label = label;
        input.caption = name;
        input.addEventListener("input", () => {
          const wanted = Number(input.value);
          if (Number.isInteger(wanted) && wanted >= 1 && wanted <= 600)
            model.send({ block: block.key, minutes: wanted });
        });
        inputs.set(block.key, input);
      }
      if (document.activeElement !== input) input.value = block.minutes;
    }
    for (const [key, input] of inputs) {
      if (!lines.has(key)) {
        input.label.remove();
        inputs.delete(key);
      }
    }
    sum.textContent = fill(words.sum, {
      n: agenda().reduce((total, block) => total + block.minutes, 0),
    });
    show();
  };

  const written = (ms) => {
    const seconds = Math.floor(Math.abs(ms) / 1000);
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  };

  function show() {
    const blocks = agenda();
    const at = index();
    const now = blocks[at];
    const running = state.since !== null;
    const remaining = blocks
      .slice(Math.max(at, 0))
      .reduce((total, block) => total + Math.max(0, left(block)), 0);
    const setText = (element, text) => {
      if (element.textContent !== text) element.textContent = text;
    };
    section.dataset.state = !now ? "waiting" : left(now) < 0 ? "over" : running ? "running" : "paused";
    setText(title, now?.title ?? words.agenda);
    if (now) {
      // Counting down, 0:00 is the end and not the second before it.
      const ms = left(now);
      setText(digits, written(ms < 0 ? ms : Math.ceil(ms / 1000) * 1000));
      setText(what, ms < 0 ? words.over : running ? words.left : `${words.left} · ${words.paused}`);
      const n = Math.floor(Math.abs(ms) / MINUTE) + (ms < 0 ? 1 : 0);
      const phrase = fill(ms < 0 ? words.minutes_over : words.minutes_left, { title: now.title, n });
      if (running && phrase !== said) {
        said = phrase;
        setText(aloud, phrase);
      }
    } else {
      setText(digits, "");
      setText(what, "");
    }
    time.hidden = !now;
    const end = clockTime.format(new Date(Date.now() + remaining));
    setText(
      whole,
      fill(words.total, { n: Math.ceil(remaining / MINUTE) }) +
        " · " +
        fill(running ? words.ends : words.would_end, { time: end }),
    );
    setText(startButton, !now ? words.start : running ? words.pause : words.on);
    previous.disabled = at <= 0;
    next.disabled = at < 0 || at >= blocks.length - 1;
    moreButton.disabled = !now;
    againButton.disabled = !now;
    blocks.forEach((block, number) => {
      const part = lines.get(block.key);
      if (!part) return;
      part.line.dataset.state = number < at ? "done" : number === at ? "now" : "later";
      part.open.toggleAttribute("aria-current", false);
      if (number === at) part.open.setAttribute("aria-current", "step");
      const extra = state.extra[block.key] ?? 0;
      setText(part.minutes, `${block.minutes}${extra ? ` + ${extra}` : ""} ${words.minutes}`);
    });
    window.dispatchEvent(
      new CustomEvent("koers:clock", {
        detail: now
          ? { key: now.key, title: now.title, running, text: written(left(now)), over: left(now) < 0, what: what.textContent }
          : { key: null, text: "", over: false, what: "" },
      }),
    );
  }

  const elsewhere = (event) => {
    if (event.detail?.from !== "agenda" && begun()) goTo(event.detail?.key, { tell: false });
  };
  const stored = (event) => {
    if (event.key !== place) return;
    state = read();
    show();
  };
  window.addEventListener("koers:block", elsewhere);
  window.addEventListener("storage", stored);
  model.on("change:agenda", lay);
  lay();
  // After a reload the others learn it once they are there.
  const greeting = setTimeout(() => begun() && announceBlock(), 1000);
  const beat = setInterval(show, 250);

  return () => {
    clearTimeout(greeting);
    clearInterval(beat);
    model.off("change:agenda", lay);
    window.removeEventListener("koers:block", elsewhere);
    window.removeEventListener("storage", stored);
  };
}

export default { render };
