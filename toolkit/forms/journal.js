// Keeps what is typed in this browser's storage until the kernel says that it is on the disk.

const PING = 1000; // milliseconds between two questions to the kernel, which looks about then
const LOST = 7000; // without an answer for so long, the connection is gone
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
  let lastPong = Date.now();
  let lost = false;
  let fresh = true; // nothing was heard from this kernel yet
  let pings = 0;
  let said = { words: "", until: 0 }; // what an undone step was

  el.classList.add("koers-journal");
  const status = document.createElement("p");
  status.className = "koers-status";
  status.setAttribute("role", "status");
  status.setAttribute("aria-live", "polite");
  const notices = document.createElement("div");
  notices.className = "koers-notices";
  // The clock itself scrolls out of sight with the agenda.
  const strip = document.createElement("p");
  strip.className = "koers-strip";
  strip.hidden = true;
  el.append(status, strip, notices);
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
    }
    if (["saved", "saving"].includes(state) && Date.now() < said.until) text = said.words;
    if (status.textContent !== text) status.textContent = text;
    status.dataset.state = state;
    status.setAttribute("role", lost ? "alert" : "status");
    document.documentElement.classList.toggle("koers-disconnected", lost);
  };

  // A form of another store can stand within this one.
  // Of a hidden vote not even the place is remembered: it tells which ballot was the last.
  const rememberFocus = (path) => {
    if (path.startsWith("urn.")) return;
    sessionStorage.setItem(`${prefix}focus`, JSON.stringify({ path, when: Date.now() }));
  };

  const isOurs = (element) =>
    Boolean(element.closest?.("[class*='koers-of--']")?.classList.contains(scope));
  const focused = (event) => {
    const path = isOurs(event.target) && placeOf(event.target);
    if (!path) return;
    if (!kept()[path]) bases.set(path, textOf(event.target));
    rememberFocus(path);
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
    keep(path, { text, base, steps, when: Date.now() });
    rememberFocus(path);
    show();
  };
  // A kernel that lags can put back what was typed a moment ago: the next key goes behind what was
  // typed since, and not behind that.
  const mend = (event) => {
    const input = event.target;
    const path = isOurs(input) && input.matches("input[type=text], textarea") && placeOf(input);
    if (!path) return;
    const mine = kept()[path];
    if (!mine) {
      bases.set(path, input.value);
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

  const button = (text, press) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", press);
    return made;
  };
  const notice = (path, lead, parts, buttons) => {
    const id = `${scope}-notice-${path}`;
    document.getElementById(id)?.remove();
    const box = document.createElement("div");
    box.id = id;
    box.className = "koers-notice";
    box.setAttribute("role", "alert");
    const head = document.createElement("p");
    head.textContent = lead;
    box.append(head);
    for (const [name, text] of parts) {
      const title = document.createElement("strong");
      title.textContent = name;
      const body = document.createElement("pre");
      body.textContent = text;
      box.append(title, body);
    }
    box.append(...buttons(() => box.remove()));
    notices.append(box);
  };

  const find = (path) => {
    const name = CSS.escape(`koers-at--${path.replaceAll(".", "--")}`);
    return document.querySelector(`.${scope} .${name} :is(input, textarea, select)`);
  };
  // A new row takes a moment to get onto the screen.
  const focus = (path, tries = 20) => {
    const input = find(path);
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
      const seen = found.find((one) => one.offsetParent !== null);
      if (seen) return seen.closest(".koers-question, .koers-cell, .koers-fit") ?? seen;
    }
    return null;
  };
  const pointOut = ({ path, block, words: told }) => {
    if (Date.now() - pressed > 10000) return;
    said = { words: told, until: Date.now() + 6000 };
    show();
    setTimeout(() => {
      const found = findNear(path) ?? (block && document.querySelector(`.koers-block--${block}`));
      if (!found) return;
      found.scrollIntoView({ block: found.matches(".koers-block") ? "start" : "center" });
      found.classList.add("koers-changed");
      setTimeout(() => found.classList.remove("koers-changed"), 3000);
    }, 300);
  };

  const heard = (message) => {
    if (message.changed) pointOut(message.changed);
    if (message.focus) focus(message.focus);
    if (message.bring) bring(message.bring);
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
      if (mine) keep(path, { ...mine, when: Number.MAX_SAFE_INTEGER });
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

  // What a question asks stands beside it; screen readers are told so, and what is wrong too.
  const describe = () => {
    // Words are divided, and read aloud, in the language of the form.
    el.closest(".koers-live")?.setAttribute("lang", words.lang);
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

  const refocus = () => {
    const known = JSON.parse(sessionStorage.getItem(`${prefix}focus`) ?? "null");
    const active = document.activeElement;
    const free = !active || !active.matches("input, textarea, select");
    if (!known || !free || Date.now() - known.when > 60000) return;
    const input = find(known.path);
    if (!input || input.offsetParent === null) return;
    input.focus();
    if (input.setSelectionRange && input.type !== "radio") {
      input.setSelectionRange(input.value.length, input.value.length);
    }
  };

  const starts = [100, 600, 1500].map((wait) =>
    setTimeout(() => {
      describe();
      refocus();
    }, wait),
  );
  const restored = Object.keys(kept()).length > 0;
  send({ ping: ++pings });
  show();
  if (restored) status.title = words.restored;

  return () => {
    starts.forEach(clearTimeout);
    clearInterval(beat);
    clearInterval(again);
    watcher.disconnect();
    window.removeEventListener("koers:clock", ticked);
    document.removeEventListener("click", press, true);
    document.removeEventListener("paste", pasted, true);
    document.removeEventListener("focusin", focused);
    document.removeEventListener("beforeinput", mend, true);
    document.removeEventListener("input", typed, true);
    document.removeEventListener("change", typed, true);
    document.documentElement.classList.remove("koers-disconnected");
  };
}

export default { render };
