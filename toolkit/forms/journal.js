// Keeps what is typed in this browser's storage until the kernel says that it is on the disk.

const PING = 1000; // milliseconds between two questions to the kernel, which looks about then
const LOST = 7000; // without an answer for so long, the connection is gone
const SAID = 6000; // for so long it says what an undone step was
const TOGETHER = 5000; // who typed so shortly ago is still typing
const AGAIN = 600; // after so long an answer that was not acknowledged is sent again

function placeOf(element) {
  const field = element.closest?.(".koers-field");
  const name = [...(field?.classList ?? [])].find((one) => one.startsWith("koers-at--"));
  return name ? name.slice("koers-at--".length).replaceAll("--", ".") : null;
}

function textOf(element) {
  if (element.tagName === "SELECT") {
    // The list shows spaces that do not break; the answer has ordinary ones.
    return (element.selectedOptions[0]?.textContent ?? "").replaceAll("\u00a0", " ");
  }
  if (element.type === "radio") return element.closest("label")?.textContent.trim() ?? "";
  if (element.type === "checkbox") return element.checked ? "true" : "false";
  return element.value ?? "";
}

// What somebody typed on the way to a text is no answer of somebody else's.
const MOST_STEPS = 400;
function sign(text) {
  let sum = 2166136261;
  for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 16777619);
  return sum;
}

function render({ model, el }) {
  const scope = model.get("scope");
  const prefix = `koers:${model.get("key")}:`;
  const words = model.get("words");
  const bases = new Map(); // what stood in a field before it was typed in
  const trails = new Map(); // signs of what was typed in a field since this page is open
  const own = new Map(); // what somebody here saw or typed last in a field, and when
  let lastPong = Date.now();
  let lost = false;
  let fresh = true; // nothing was heard from this kernel yet
  let pings = 0;
  let said = { words: "", until: 0 }; // what an undone step was

  el.classList.add("koers-journal");
  const status = make("p", "koers-status", el);
  status.setAttribute("role", "status");
  status.setAttribute("aria-live", "polite");
  // The clock itself scrolls out of sight with the agenda.
  const strip = make("p", "koers-strip", el);
  strip.hidden = true;
  const notices = make("div", "koers-notices", el);
  const ticked = ({ detail }) => {
    const shown = Boolean(detail?.running) && !el.closest(".koers-block");
    strip.hidden = !shown;
    const text = shown ? `${detail.title} · ${detail.text} ${detail.what}` : "";
    if (strip.textContent !== text) strip.textContent = text;
    strip.dataset.over = String(Boolean(detail?.over));
  };
  window.addEventListener("koers:clock", ticked);

  const kept = () => {
    const found = {};
    for (let i = 0; i < localStorage.length; i++) {
      const name = localStorage.key(i);
      if (name.startsWith(prefix)) {
        try {
          found[name.slice(prefix.length)] = JSON.parse(localStorage.getItem(name));
        } catch {
          localStorage.removeItem(name);
        }
      }
    }
    return found;
  };
  const drop = (path) => localStorage.removeItem(prefix + path);
  const keep = (path, one) => {
    try {
      localStorage.setItem(prefix + path, JSON.stringify(one));
    } catch (error) {
      console.warn("koers: this browser keeps nothing", error);
    }
  };
  const send = (message) => {
    try {
      model.send(message);
    } catch {
      // A closed connection throws; what is kept is sent when a new one is there.
    }
  };

  const show = () => {
    const waiting = Object.keys(kept()).length;
    let text = "";
    let state = "saved";
    if (lost) {
      text = words.lost;
      state = "lost";
    } else if (model.get("unsaved")) {
      text = words.stuck.replace("{why}", () => model.get("unsaved"));
      state = "stuck";
    } else if (waiting) {
      text = words.saving;
      state = "saving";
    } else {
      const time = model.get("saved_at");
      text = time ? words.saved.replace("{time}", () => time) + " ✓" : words.ready + " ✓";
      if (model.get("besides")) text += ` · ${model.get("besides")}`;
    }
    if (["saved", "saving"].includes(state) && Date.now() < said.until) text = said.words;
    if (status.textContent !== text) status.textContent = text;
    status.dataset.state = state;
    status.setAttribute("role", lost ? "alert" : "status");
    document.documentElement.classList.toggle("koers-disconnected", lost);
  };

  const guide = makeGuide(el, scope, prefix, words.lang);

  // A form of another store can stand within this one.
  const isOurs = (element) =>
    Boolean(element.closest?.("[class*='koers-of--']")?.classList.contains(scope));
  const focused = (event) => {
    const path = isOurs(event.target) && placeOf(event.target);
    if (!path) return;
    const text = textOf(event.target);
    if (!kept()[path]) bases.set(path, text);
    if (own.get(path)?.text !== text) own.set(path, { text, when: Date.now() });
    guide.remember(path);
  };
  const typed = (event) => {
    const path = isOurs(event.target) && placeOf(event.target);
    if (!path || event.target.disabled) return;
    // Dots stand for what was typed, and are not typed themselves.
    if (event.target.readOnly || event.target.value === "••") return;
    // Half of a pair is no text, and no message to the kernel can hold it.
    if (event.target.value?.isWellFormed?.() === false) {
      event.target.value = event.target.value.toWellFormed();
    }
    const before = kept()[path];
    const base = before ? before.base : bases.get(path) ?? "";
    const text = textOf(event.target);
    // Leaving a field that was saved as it stands is nothing new.
    if (event.type === "change" && !before && bases.get(path) === text) return;
    const steps = [...(before?.steps ?? trails.get(path) ?? []), sign(text)].slice(-MOST_STEPS);
    trails.set(path, steps);
    own.set(path, { text, when: Date.now() });
    keep(path, { text, base, steps, when: Date.now() });
    guide.remember(path);
    show();
  };
  // Two who type in one field at once: neither key goes behind what the other typed. Whoever types
  // last is kept, and the other text is told, so that it can still be chosen.
  const part = (path, input) => {
    const [mine, last, there] = [kept()[path], own.get(path), input.value];
    const steps = trails.get(path) ?? [];
    if (!last || input.list || Date.now() - last.when > TOGETHER) return;
    if ([last.text, mine?.base].includes(there) || steps.includes(sign(there))) return;
    input.value = last.text;
    input.setSelectionRange(last.text.length, last.text.length);
    bases.set(path, there);
    if (mine) keep(path, { ...mine, base: there });
    if (!there.trim()) return;
    const label = input.closest(".koers-field")?.querySelector("label")?.textContent ?? "";
    notice(path, words.together.replace("{label}", () => label), [["", there]], (close) => [
      button(words.use_theirs, () => {
        drop(path);
        own.delete(path);
        send({ typed: { [path]: { text: there, insist: true } } });
        close();
      }),
      button(words.forget, close),
    ]);
  };
  // A kernel that lags can put back what was typed a moment ago: the next key goes behind what was
  // typed since, and not behind that; and who leaves the field leaves what was typed last in it.
  const mend = (event) => {
    const input = event.target;
    const path = isOurs(input) && input.matches("input[type=text], textarea") && placeOf(input);
    if (!path) return;
    if (event.type === "beforeinput") part(path, input);
    const mine = kept()[path];
    if (!mine) {
      if (event.type === "beforeinput") bases.set(path, input.value);
    } else if (input.value === mine.base || mine.steps?.includes(sign(input.value))) {
      if (input.value === mine.text) return;
      input.value = mine.text;
      input.setSelectionRange(mine.text.length, mine.text.length);
    }
  };
  // Cells copied from a spreadsheet fill as many cells here, new rows included.
  const pasted = (event) => {
    const path = isOurs(event.target) && placeOf(event.target);
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const many = /\t|\n./.test(text.trimEnd());
    if (!path || !many || !event.target.closest(".koers-cell")) return;
    event.preventDefault();
    send({ paste: { path, text } });
  };
  document.addEventListener("paste", pasted, true);
  document.addEventListener("focusin", focused);
  document.addEventListener("beforeinput", mend, true);
  document.addEventListener("input", typed, true);
  document.addEventListener("change", mend, true);
  document.addEventListener("change", typed, true);

  const findDue = (all) =>
    Object.fromEntries(
      Object.entries(kept())
        .filter(([, one]) => all || Date.now() - one.when > AGAIN)
        .map(([path, { text, base }]) => [path, { text, base }]),
    );
  const sendKept = (all) => {
    const due = findDue(all);
    if (Object.keys(due).length) send({ typed: due });
  };

  const notice = (path, lead, parts, buttons) => {
    const id = `${scope}-notice-${path}`;
    document.getElementById(id)?.remove();
    const box = make("div", "koers-notice");
    box.id = id;
    box.setAttribute("role", "alert");
    make("p", "", box, lead);
    for (const [name, text] of parts) {
      make("strong", "", box, name);
      make("pre", "", box, text);
    }
    box.append(...buttons(() => box.remove()));
    notices.append(box);
  };

  const heard = (message) => {
    if (message.changed) own.delete(message.changed.path);
    if (message.changed && guide.pointOut(message.changed)) {
      said = { words: message.changed.words, until: Date.now() + SAID };
      show();
    }
    if (message.focus) guide.focus(message.focus);
    if (message.bring) guide.bring(message.bring);
    if (message.pong !== undefined) {
      lastPong = Date.now();
      sendKept(lost || fresh);
      lost = fresh = false;
    }
    for (const [path, text] of Object.entries(message.saved ?? {})) {
      bases.set(path, text);
      const mine = kept()[path];
      if (mine?.text === text) drop(path);
      else if (mine?.steps?.includes(sign(text))) keep(path, { ...mine, base: text });
    }
    for (const [path, { there, label }] of Object.entries(message.clash ?? {})) {
      const mine = kept()[path];
      if (!mine) continue;
      if (mine.steps?.includes(sign(there))) {
        send({ typed: { [path]: { text: mine.text, insist: true } } });
        continue;
      }
      // It stays kept until somebody chooses, but is not sent again by itself.
      keep(path, { ...mine, when: Number.MAX_SAFE_INTEGER });
      notice(
        path,
        words.clash.replace("{label}", () => label),
        [[words.mine, mine.text], [words.there, there]],
        (close) => [
          button(words.use_mine, () => {
            send({ typed: { [path]: { text: mine.text, insist: true } } });
            close();
          }),
          button(words.use_there, () => {
            drop(path);
            bases.set(path, there);
            close();
            show();
          }),
        ],
      );
    }
    for (const [path, text] of Object.entries(message.orphan ?? {})) {
      const mine = kept()[path];
      // It was saved while it was on its way once more, or another browser holds it.
      if (!mine) continue;
      keep(path, { ...mine, when: Number.MAX_SAFE_INTEGER });
      notice(path, words.orphan, [["", text]], (close) => [
        button(words.forget, () => {
          drop(path);
          close();
          show();
        }),
      ]);
    }
    show();
  };
  model.on("msg:custom", heard);
  model.on("change:saved_at", show);
  model.on("change:unsaved", show);

  const beat = setInterval(() => {
    send({ ping: ++pings });
    const gone = Date.now() - lastPong > LOST;
    if (gone !== lost) lost = gone;
    show();
  }, PING);
  // What a busy kernel heard only later would put an old text over what was typed since: it is
  // asked first, and told when it answers.
  const again = setInterval(() => {
    if (Object.keys(findDue(false)).length) send({ ping: ++pings });
  }, AGAIN);

  const restored = Object.keys(kept()).length > 0;
  send({ ping: ++pings });
  show();
  if (restored) status.title = words.restored;

  return () => {
    guide.stop();
    clearInterval(beat);
    clearInterval(again);
    window.removeEventListener("koers:clock", ticked);
    document.removeEventListener("paste", pasted, true);
    document.removeEventListener("focusin", focused);
    document.removeEventListener("beforeinput", mend, true);
    document.removeEventListener("input", typed, true);
    document.removeEventListener("change", mend, true);
    document.removeEventListener("change", typed, true);
    document.documentElement.classList.remove("koers-disconnected");
  };
}

export default { render };
