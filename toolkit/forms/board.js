// The board of effort and benefit: cards are moved with mouse or finger, by keys, or by tapping the
// card and then the place. What was moved is kept in this browser until the kernel wrote it down.

const STEP = 2; // of 100, by an arrow key; with Shift five times as much
const TAP = 6; // pixels that a finger may slip without moving a card
const AGAIN = 1500; // milliseconds after which a move that nobody confirmed is sent again
const LEAST = 34; // pixels across, of the smallest bubble
const MOST = 92;

const limit = (value) => Math.min(100, Math.max(0, Math.round(value * 10) / 10));
const fill = (text, values) =>
  text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));

function render({ model, el }) {
  const words = model.get("words");
  const prefix = `koers-board:${model.get("key")}:`;
  const elements = new Map(); // of each card, by its key
  const pending = new Map(); // moves that nobody confirmed yet, by card
  let picked = null; // the card that the next tap puts somewhere
  let dragged = null;
  let ballot = {};
  let voting = false;
  let number = 0;

  el.classList.add("koers-board");
  const bar = make("div", "koers-board-bar", el);
  const choose = (label, name) => {
    const field = make("label", "koers-board-field", bar);
    make("span", "", field, label);
    const list = make("select", "", field);
    list.dataset.name = name;
    return list;
  };
  const forWhom = choose(words.for_whom, "group");
  const objective = choose(words.objective, "objective");
  const bubble = choose(words.bubble, "bubble");
  const voteButton = button(words.vote, () => { voting = !voting; show(); }, bar, "koers-dots-toggle");
  const status = make("p", "koers-board-status", el);
  status.setAttribute("role", "status");
  const ballotBar = make("div", "koers-board-ballot", el);
  const left = make("p", "", ballotBar);
  left.setAttribute("aria-live", "polite");
  const putIn = button(words.put_in, () => {
    send({ ballot });
    ballot = {};
    show();
  }, ballotBar, "koers-put-in");
  const reveal = button(words.reveal, () => send({ reveal: true }), ballotBar, "koers-reveal");
  const again = button(words.again, () => send({ again: true }), ballotBar, "koers-vote-again");
  const trouble = make("p", "koers-board-trouble", el);
  trouble.setAttribute("role", "alert");

  const frame = make("div", "koers-board-frame", el);
  make("p", "koers-axis koers-axis-y", frame, words.benefit).setAttribute("aria-hidden", "true");
  const plane = make("div", "koers-plane", frame);
  plane.setAttribute("role", "group");
  plane.setAttribute("aria-label", words.board);
  const quarters = {};
  for (const name of ["quick_win", "big_step", "in_between", "time_sink"]) {
    quarters[name] = make("p", `koers-quarter koers-quarter--${name}`, plane);
  }
  make("p", "koers-axis koers-axis-x", frame, words.effort).setAttribute("aria-hidden", "true");
  const trayTitle = make("p", "koers-tray-title", el, words.tray);
  const tray = make("div", "koers-tray", el);
  tray.setAttribute("role", "group");
  tray.setAttribute("aria-label", words.tray);
  make("p", "koers-help", el, words.help);
  const aloud = make("p", "koers-aloud", el);
  aloud.setAttribute("aria-live", "polite");

  const send = (message) => {
    try {
      model.send(message);
    } catch {
      // A closed connection throws; what is kept is sent when a new one is there.
    }
  };
  const keep = (move) => {
    try {
      localStorage.setItem(prefix + move.key, JSON.stringify(move));
    } catch (error) {
      console.warn("koers: this browser keeps nothing", error);
    }
  };
  const drop = (key) => {
    pending.delete(key);
    localStorage.removeItem(prefix + key);
  };
  const cards = () => model.get("cards");
  const cardOf = (key) => cards().find((card) => card.key === key);
  const placeOf = (card) => pending.get(card.key) ?? card;

  const nameQuarter = ({ effort, benefit }) =>
    benefit >= 50 ? (effort <= 50 ? "quick_win" : "big_step") : effort <= 50 ? "in_between" : "time_sink";
  const tell = (card, place) => {
    aloud.textContent = place.on
      ? fill(words.told, {
          name: card.name, benefit: Math.round(place.benefit), effort: Math.round(place.effort),
          quarter: model.get("board").quadrants[nameQuarter(place)],
        })
      : fill(words.off, { name: card.name });
  };
  // A move says where a card is put, not by how much it went: sent twice it does no harm.
  const move = (key, place) => {
    const card = cardOf(key);
    if (!card || model.get("locked")) return;
    const one = { id: `${Date.now()}-${++number}`, key, ...place, when: Date.now() };
    pending.set(key, one);
    keep(one);
    send({ move: one });
    tell(card, place);
    show();
  };
  const put = (key, x, y) => {
    const box = plane.getBoundingClientRect();
    move(key, {
      on: true,
      effort: limit((100 * (x - box.left)) / box.width),
      benefit: limit(100 - (100 * (y - box.top)) / box.height),
    });
  };
  const pick = (key) => {
    picked = key;
    show();
    if (key) aloud.textContent = fill(words.picked, { name: cardOf(key).name });
  };

  const pointerDown = (event, key) => {
    if (event.button || model.get("locked")) return;
    const { box, card } = elements.get(key);
    // A card on the plane keeps the place under the finger; one from the tray comes by its middle.
    const at = card.querySelector(".koers-bubble").getBoundingClientRect();
    const onPlane = box.parentElement === plane;
    dragged = {
      key, moved: false, x: event.clientX, y: event.clientY,
      dx: onPlane ? event.clientX - (at.left + at.width / 2) : 0,
      dy: onPlane ? event.clientY - (at.top + at.height / 2) : 0,
    };
    card.setPointerCapture(event.pointerId);
  };
  const pointerMove = (event) => {
    if (!dragged) return;
    const far = Math.hypot(event.clientX - dragged.x, event.clientY - dragged.y);
    if (!dragged.moved && far < TAP) return;
    dragged.moved = true;
    const { card } = elements.get(dragged.key);
    card.classList.add("koers-dragged");
    card.style.translate = `${event.clientX - dragged.x}px ${event.clientY - dragged.y}px`;
  };
  const pointerUp = (event) => {
    if (!dragged) return;
    const { key, moved, dx, dy } = dragged;
    const { card } = elements.get(key);
    dragged = null;
    card.classList.remove("koers-dragged");
    card.style.translate = "";
    if (event.type === "pointercancel") return;
    if (!moved) return;
    card.dataset.moved = "1"; // the click that follows is none
    setTimeout(() => delete card.dataset.moved, 0);
    const box = tray.getBoundingClientRect();
    const inTray = event.clientY >= box.top && event.clientY <= box.bottom;
    if (inTray) move(key, { on: false });
    else put(key, event.clientX - dx, event.clientY - dy);
  };
  const clicked = (event, key) => {
    event.stopPropagation();
    if (elements.get(key).card.dataset.moved) return;
    // Enter and the space bar click too: they pick a card up, or put a new one in the middle.
    const card = cardOf(key);
    if (event.detail === 0 && !placeOf(card).on) move(key, { on: true, effort: 50, benefit: 50 });
    else pick(picked === key ? null : key);
  };
  const pressed = (event, key) => {
    const steps = { ArrowUp: [0, 1], ArrowDown: [0, -1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
    const by = steps[event.key];
    const place = placeOf(cardOf(key));
    if (by) {
      const far = STEP * (event.shiftKey ? 5 : 1);
      const from = place.on ? place : { effort: 50, benefit: 50 };
      move(key, {
        on: true, effort: limit(from.effort + far * by[0]), benefit: limit(from.benefit + far * by[1]),
      });
    } else if (["Delete", "Backspace"].includes(event.key) && place.on) {
      move(key, { on: false });
    } else if (event.key === "Escape" && picked) {
      pick(null);
    } else return;
    // The notebook has keys of its own.
    event.preventDefault();
    event.stopPropagation();
  };
  plane.addEventListener("click", (event) => {
    if (!picked) return;
    const key = picked;
    picked = null;
    put(key, event.clientX, event.clientY);
  });
  tray.addEventListener("click", () => {
    if (!picked) return;
    const key = picked;
    picked = null;
    move(key, { on: false });
  });

  const givenDots = () => Object.values(ballot).reduce((sum, dots) => sum + dots, 0);
  const dot = (key, by) => {
    const dots = (ballot[key] ?? 0) + by;
    if (dots < 0 || givenDots() + by > model.get("board").dots_each) return;
    ballot = { ...ballot, [key]: dots };
    show();
  };
  const makeCard = (key) => {
    const box = make("div", "koers-card-at");
    const card = button("", () => {}, box, "koers-board-card");
    make("span", "koers-bubble", card).setAttribute("aria-hidden", "true");
    make("span", "koers-card-name", card);
    make("span", "koers-card-dots", card).setAttribute("aria-hidden", "true");
    card.addEventListener("click", (event) => clicked(event, key));
    card.addEventListener("pointerdown", (event) => pointerDown(event, key));
    card.addEventListener("pointermove", pointerMove);
    card.addEventListener("pointerup", pointerUp);
    card.addEventListener("pointercancel", pointerUp);
    card.addEventListener("keydown", (event) => pressed(event, key));
    const dots = make("div", "koers-card-vote", box);
    const less = button("−", () => dot(key, -1), dots);
    const count = make("span", "", dots);
    const more = button("+", () => dot(key, 1), dots);
    dots.addEventListener("click", (event) => event.stopPropagation());
    const made = { box, card, dots, less, count, more };
    elements.set(key, made);
    return made;
  };
  const setOptions = (list, options, value) => {
    const text = JSON.stringify(options);
    if (list.dataset.options !== text) {
      list.dataset.options = text;
      const before = list.value;
      list.replaceChildren(...options.map(([key, name]) => new Option(name, key)));
      list.value = value ?? before;
    }
    if (value !== undefined && list.value !== value) list.value = value;
  };
  const fits = (card) =>
    (!forWhom.value || card.groups.includes(forWhom.value)) &&
    (!objective.value || card.objectives.includes(objective.value));

  function show() {
    const board = model.get("board");
    const locked = model.get("locked");
    setOptions(forWhom, [["", words.all], ...model.get("groups").map((one) => [one, one])]);
    setOptions(objective, [["", words.all], ...model.get("objectives")]);
    setOptions(bubble, model.get("bubbles"), board.bubble);
    bubble.disabled = locked;
    for (const [name, quarter] of Object.entries(quarters)) quarter.textContent = board.quadrants[name];
    for (const [key, { box }] of elements) {
      if (!cardOf(key)) {
        box.remove();
        elements.delete(key);
        if (picked === key) picked = null;
      }
    }
    for (const card of cards()) {
      const made = elements.get(card.key) ?? makeCard(card.key);
      const place = placeOf(card);
      const home = place.on ? plane : tray;
      const hadFocus = document.activeElement === made.card;
      if (made.box.parentElement !== home) {
        home.append(made.box);
        if (hadFocus) made.card.focus({ preventScroll: true });
      }
      made.box.style.left = place.on ? `${place.effort}%` : "";
      made.box.style.top = place.on ? `${100 - place.benefit}%` : "";
      made.card.querySelector(".koers-card-name").textContent = card.name;
      made.card.title = [card.name, card.told].filter(Boolean).join("\n");
      const across = card.size === null ? LEAST : LEAST + Math.sqrt(card.size) * (MOST - LEAST);
      made.box.style.setProperty("--across", `${across}px`);
      made.card.classList.toggle("koers-unsized", card.size === null);
      made.card.classList.toggle("koers-picked", picked === card.key);
      made.card.setAttribute("aria-pressed", String(picked === card.key));
      made.box.classList.toggle("koers-faded", !fits(card));
      made.card.classList.toggle("koers-waiting", pending.has(card.key));
      const spoken = place.on
        ? fill(words.told, {
            name: card.name, benefit: Math.round(place.benefit), effort: Math.round(place.effort),
            quarter: board.quadrants[nameQuarter(place)],
          })
        : fill(words.off, { name: card.name });
      made.card.setAttribute("aria-label", [spoken, card.bubble_told].filter(Boolean).join(" "));
      made.card.querySelector(".koers-card-dots").textContent =
        board.dots_shown && card.dots ? "●".repeat(Math.min(card.dots, 12)) + (card.dots > 12 ? ` ${card.dots}` : "") : "";
      made.card.disabled = locked;
      made.dots.hidden = !voting || board.dots_shown;
      made.count.textContent = String(ballot[card.key] ?? 0);
      made.less.setAttribute("aria-label", fill(words.less, { name: card.name }));
      made.more.setAttribute("aria-label", fill(words.more, { name: card.name }));
    }
    const there = new Set(cards().map((card) => card.key));
    ballot = Object.fromEntries(Object.entries(ballot).filter(([key]) => there.has(key)));
    const rest = board.dots_each - givenDots();
    ballotBar.hidden = !voting;
    voteButton.setAttribute("aria-pressed", String(voting));
    left.textContent = board.dots_shown
      ? fill(words.voted, { n: board.voters })
      : `${fill(words.left, { n: rest })} · ${fill(words.in_urn, { n: board.ballots })}`;
    putIn.hidden = reveal.hidden = board.dots_shown;
    putIn.disabled = givenDots() === 0 || locked;
    reveal.disabled = board.ballots === 0 || locked;
    again.hidden = !board.dots_shown;
    again.disabled = locked;
    trayTitle.hidden = !cards().some((card) => !placeOf(card).on);
    const state = pending.size ? "saving" : "saved";
    status.dataset.state = state;
    status.textContent = pending.size ? words.saving : model.get("saved");
  }
  bubble.addEventListener("change", () => send({ bubble: bubble.value }));
  forWhom.addEventListener("change", show);
  objective.addEventListener("change", show);

  const heard = (message) => {
    for (const { key, id } of message.done ?? []) {
      if (pending.get(key)?.id === id) drop(key);
    }
    if ("trouble" in message) trouble.textContent = message.trouble;
    show();
  };
  const changes = ["cards", "board", "saved", "locked", "groups", "objectives", "bubbles"];
  model.on("msg:custom", heard);
  for (const name of changes) model.on(`change:${name}`, show);

  // What another window of this browser still waits for is its own.
  for (const card of cards()) {
    try {
      const kept = JSON.parse(localStorage.getItem(prefix + card.key) ?? "null");
      if (kept && Date.now() - kept.when > AGAIN) pending.set(card.key, { ...kept, when: 0 });
    } catch {
      localStorage.removeItem(prefix + card.key);
    }
  }
  const resend = () => {
    send({ ping: true });
    for (const one of pending.values()) {
      if (Date.now() - one.when > AGAIN) {
        one.when = Date.now();
        send({ move: one });
      }
    }
  };
  const beat = setInterval(resend, 1000);
  resend();
  show();
  return () => {
    clearInterval(beat);
    model.off("msg:custom", heard);
    for (const name of changes) model.off(`change:${name}`, show);
  };
}

export default { render };
