// The board of effort and benefit: cards are moved with mouse or finger, by keys, or by tapping the
// card and then the place. What was moved is kept in this browser until the kernel wrote it down.
// Cards that would cover each other are drawn apart; where their names do not fit beside them either,
// the circles carry numbers and the names stand in a list, which is also where dots are given.

const STEP = 2; // of 100, by an arrow key; with Shift five times as much
const TAP = 6; // pixels that a finger may slip without moving a card
const AGAIN = 1500; // milliseconds after which a move that nobody confirmed is sent again
const ROOMY = { least: 34, most: 92, reach: 90 }; // pixels across; how far off a card is drawn
const CROWDED = { least: 26, most: 48, reach: 400 };
const NARROW = 560; // pixels: on a plane less wide than this, numbers stand for names
const BESIDE = 5; // pixels off its place from which a line leads to it
const SVG = "http://www.w3.org/2000/svg";

const limit = (value) => Math.min(100, Math.max(0, Math.round(value * 10) / 10));
const fill = (text, values) =>
  text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));

const newId = () => `${Date.now()}-${Math.random().toString(36).slice(2)}`;
function readBegun(name) {
  const begun = { voting: false, dots: [], id: newId() };
  try {
    return { ...begun, ...JSON.parse(sessionStorage.getItem(name) ?? "{}") };
  } catch {
    return begun;
  }
}

function render({ model, el }) {
  const words = model.get("words");
  const prefix = `koers-board:${model.get("key")}:`;
  const elements = new Map(); // of each card, by its key
  const pending = new Map(); // moves that nobody confirmed yet, by card
  let picked = null; // the card that the next tap puts somewhere
  let dragged = null;
  // A vote that is not in yet outlives the page, but not the window: the next one to vote has none.
  const begun = readBegun(`${prefix}ballot`);
  let ballot = new Map(begun.dots);
  let voting = begun.voting;
  let ballotSent = 0; // when the vote was sent that nobody confirmed yet
  let ballotNumber = begun.id;
  let number = 0;
  let laid = ""; // what the cards were drawn from

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
  const voteButton = button(words.vote, () => {
    voting = !voting;
    keepBallot();
    show();
  }, bar, "koers-dots-toggle");
  const status = make("p", "koers-board-status", el);
  status.setAttribute("role", "status");
  const ballotBar = make("div", "koers-board-ballot", el);
  const left = make("p", "", ballotBar);
  left.setAttribute("aria-live", "polite");
  const putIn = button(words.put_in, () => {
    // It is kept until the kernel has it; sent twice it counts once.
    ballotSent = Date.now();
    send({ ballot: Object.fromEntries(ballot), id: ballotNumber });
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
  const lines = document.createElementNS(SVG, "svg");
  lines.classList.add("koers-true-places");
  lines.setAttribute("aria-hidden", "true");
  plane.append(lines);
  make("p", "koers-axis koers-axis-x", frame, words.effort).setAttribute("aria-hidden", "true");
  const list = make("ul", "koers-board-list", el);
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

  const drawnAt = (card) => {
    const at = card.querySelector(".koers-bubble").getBoundingClientRect();
    return [at.left + at.width / 2, at.top + at.height / 2];
  };
  const pointerDown = (event, key) => {
    // A second finger moves nothing: the first one has a card.
    if (event.button || !event.isPrimary || dragged || model.get("locked")) return;
    const { box, card } = elements.get(key);
    // A card on the plane keeps the place under the finger; one from the tray comes by its middle.
    const [x, y] = drawnAt(card);
    const onPlane = box.parentElement === plane;
    dragged = {
      key, card, moved: false, x: event.clientX, y: event.clientY,
      dx: onPlane ? event.clientX - x : 0,
      dy: onPlane ? event.clientY - y : 0,
    };
    card.setPointerCapture(event.pointerId);
  };
  const pointerMove = (event) => {
    if (!dragged || !event.isPrimary) return;
    const far = Math.hypot(event.clientX - dragged.x, event.clientY - dragged.y);
    if (!dragged.moved && far < TAP) return;
    dragged.moved = true;
    dragged.card.classList.add("koers-dragged");
    dragged.card.style.translate = `${event.clientX - dragged.x}px ${event.clientY - dragged.y}px`;
  };
  const letGo = () => {
    const one = dragged;
    dragged = null;
    one?.card.classList.remove("koers-dragged");
    if (one) one.card.style.translate = "";
    return one;
  };
  const pointerUp = (event) => {
    if (!dragged || !event.isPrimary) return;
    const { key, card, moved, dx, dy } = letGo();
    if (event.type !== "pointerup" || !moved) {
      show();
      return;
    }
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
    if (!card) return;
    if (event.detail === 0 && !placeOf(card).on) move(key, { on: true, effort: 50, benefit: 50 });
    else pick(picked === key ? null : key);
  };
  const pressed = (event, key) => {
    const steps = { ArrowUp: [0, 1], ArrowDown: [0, -1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
    const by = steps[event.key];
    const card = cardOf(key);
    if (!card) return;
    const place = placeOf(card);
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

  const givenDots = () => [...ballot.values()].reduce((sum, dots) => sum + dots, 0);
  const keepBallot = () => {
    try {
      const begun = { voting, dots: [...ballot], id: ballotNumber };
      sessionStorage.setItem(`${prefix}ballot`, JSON.stringify(begun));
    } catch (error) {
      console.warn("koers: this browser keeps nothing", error);
    }
  };
  const dot = (key, by) => {
    const dots = (ballot.get(key) ?? 0) + by;
    if (dots < 0 || givenDots() + by > model.get("board").dots_each) return;
    // Another vote than the one that was sent, if that never came through.
    ballotNumber = newId();
    ballot.set(key, dots);
    keepBallot();
    show();
  };
  const makeCard = (key) => {
    const box = make("div", "koers-card-at");
    const card = button("", () => {}, box, "koers-board-card");
    const bubble = make("span", "koers-bubble", card);
    const name = make("bdi", "koers-card-name", card);
    const count = make("span", "koers-card-dots", card);
    for (const part of [bubble, count]) part.setAttribute("aria-hidden", "true");
    card.addEventListener("click", (event) => clicked(event, key));
    card.addEventListener("pointerdown", (event) => pointerDown(event, key));
    card.addEventListener("pointermove", pointerMove);
    for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
      card.addEventListener(end, pointerUp);
    }
    card.addEventListener("keydown", (event) => pressed(event, key));
    const line = make("li", "");
    const mark = make("span", "koers-list-number", line);
    const listed = make("bdi", "koers-list-name", line);
    const votes = make("span", "koers-list-dots", line);
    const vote = make("span", "koers-card-vote", line);
    const less = button("−", () => dot(key, -1), vote);
    const given = make("span", "", vote);
    const more = button("+", () => dot(key, 1), vote);
    const made = { box, card, bubble, name, count, line, mark, listed, votes, vote, less, given, more };
    elements.set(key, made);
    return made;
  };
  // In the order of the initiatives, which is the order of the Tab key too, without touching what
  // stands right: what is moved in the page loses the focus.
  const arrange = (parent, wanted) => {
    const focus = document.activeElement;
    let before = null;
    for (const one of wanted.toReversed()) {
      if (one.parentElement !== parent || one.nextElementSibling !== before) {
        parent.insertBefore(one, before);
      }
      before = one;
    }
    if (focus !== document.activeElement && el.contains(focus)) focus.focus({ preventScroll: true });
  };
  const setOptions = (list, options, value) => {
    const text = JSON.stringify(options);
    if (list.dataset.options !== text) {
      list.dataset.options = text;
      const before = list.value;
      list.replaceChildren(...options.map(([key, name]) => new Option(name, key)));
      list.value = value ?? before;
      if (list.selectedIndex < 0) list.selectedIndex = 0;
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
    for (const [key, { box, line }] of elements) {
      if (!cardOf(key)) {
        if (dragged?.key === key) letGo();
        box.remove();
        line.remove();
        elements.delete(key);
        drop(key);
        ballot.delete(key);
        if (picked === key) picked = null;
      }
    }
    for (const card of cards()) {
      const made = elements.get(card.key) ?? makeCard(card.key);
      const place = placeOf(card);
      made.box.dataset.place = place.on ? `${place.effort} ${place.benefit}` : "";
      made.name.textContent = made.listed.textContent = card.name;
      made.card.title = [card.name, card.told].filter(Boolean).join("\n");
      made.card.classList.toggle("koers-unsized", card.size === null);
      made.card.classList.toggle("koers-picked", picked === card.key);
      made.card.setAttribute("aria-pressed", String(picked === card.key));
      made.box.classList.toggle("koers-faded", !fits(card));
      made.card.classList.toggle("koers-waiting", pending.has(card.key));
      made.count.textContent =
        board.dots_shown && card.dots ? "●".repeat(Math.min(card.dots, 12)) + (card.dots > 12 ? ` ${card.dots}` : "") : "";
      made.votes.textContent = made.count.textContent;
      made.card.disabled = locked;
      made.vote.hidden = !voting || board.dots_shown;
      made.given.textContent = String(ballot.get(card.key) ?? 0);
      made.less.setAttribute("aria-label", fill(words.less, { name: card.name }));
      made.more.setAttribute("aria-label", fill(words.more, { name: card.name }));
    }
    lay();
    const rest = board.dots_each - givenDots();
    ballotBar.hidden = !voting;
    voteButton.setAttribute("aria-pressed", String(voting));
    left.textContent = board.dots_shown
      ? fill(words.voted, { n: board.voters })
      : `${fill(words.left, { n: rest })} · ${fill(words.in_urn, { n: board.ballots })}`;
    putIn.hidden = reveal.hidden = board.dots_shown;
    putIn.disabled = givenDots() === 0 || locked || Date.now() - ballotSent < AGAIN;
    reveal.disabled = board.ballots === 0 || locked;
    again.hidden = !board.dots_shown;
    again.disabled = locked;
    trayTitle.hidden = !cards().some((card) => !placeOf(card).on);
    const state = pending.size ? "saving" : "saved";
    status.dataset.state = state;
    status.textContent = pending.size ? words.saving : model.get("saved");
  }
  // Draws all cards where they are, apart from each other, and says so where that is not their place.
  function lay() {
    const board = model.get("board");
    const all = cards();
    const on = all.filter((card) => placeOf(card).on);
    const held = dragged?.moved ? dragged.key : null;
    const parts = (chosen) => chosen.map((card) => elements.get(card.key).box);
    // What somebody holds stays in the hand, whatever is heard meanwhile.
    if (!held) {
      arrange(plane, parts(on));
      arrange(tray, parts(all.filter((card) => !placeOf(card).on)));
    }
    const { clientWidth: width, clientHeight: height } = plane;
    const size = (card, { least, most }) =>
      card.size === null ? least : least + Math.sqrt(card.size) * (most - least);
    const measure = (room) => {
      plane.classList.toggle("koers-crowded", room === CROWDED);
      for (const card of all) {
        const { box } = elements.get(card.key);
        const at = placeOf(card).on ? size(card, room) : size(card, ROOMY);
        box.style.setProperty("--across", `${at}px`);
      }
      return on.map((card) => {
        const { name, count } = elements.get(card.key);
        const { effort, benefit } = placeOf(card);
        return {
          x: (width * effort) / 100, y: (height * (100 - benefit)) / 100,
          radius: size(card, room) / 2 + 1,
          wide: room === CROWDED ? 0 : Math.max(name.offsetWidth, count.offsetWidth),
          high: room === CROWDED ? 0 : name.offsetHeight + count.offsetHeight + 2,
        };
      });
    };
    // Folded away it has no size; it is laid when it is opened.
    const seen = JSON.stringify([
      all.map((card) => [card.key, card.name, card.size, card.dots, placeOf(card)]),
      width, height, held, voting, board.dots_shown,
    ]);
    if (width && seen !== laid) {
      laid = seen;
      let crowded = width < NARROW;
      let drawn = crowded ? null : spread(measure(ROOMY), width, height, ROOMY);
      crowded = !drawn;
      drawn ??= spread(measure(CROWDED), width, height, { ...CROWDED, always: true });
      lines.replaceChildren();
      on.forEach((card, at) => {
        if (card.key === held) return;
        const { box, name, count } = elements.get(card.key);
        const { x, y, above, slide } = drawn[at];
        const { effort, benefit } = placeOf(card);
        const [trueX, trueY] = [(width * effort) / 100, (height * (100 - benefit)) / 100];
        const beside = Math.hypot(x - trueX, y - trueY) > BESIDE;
        box.style.left = `${x}px`;
        box.style.top = `${y}px`;
        box.classList.toggle("koers-name-above", above);
        box.classList.toggle("koers-beside-place", beside);
        for (const part of [name, count]) part.style.translate = slide ? `${slide}px` : "";
        if (beside) markPlace(trueX, trueY, x, y);
      });
      all.forEach((card, at) => {
        const { bubble, mark } = elements.get(card.key);
        const text = crowded && placeOf(card).on ? String(at + 1) : "";
        bubble.textContent = mark.textContent = text;
      });
      list.hidden = !crowded && (!voting || board.dots_shown);
      const listed = voting && !board.dots_shown ? all : on;
      arrange(list, list.hidden ? [] : listed.map((card) => elements.get(card.key).line));
      for (const { line } of elements.values()) {
        if (!listed.some((card) => elements.get(card.key).line === line)) line.remove();
      }
    }
    for (const card of all) {
      const { box, card: shown } = elements.get(card.key);
      const place = placeOf(card);
      const beside = place.on && box.classList.contains("koers-beside-place");
      if (!place.on && card.key !== held) box.style.left = box.style.top = "";
      const spoken = place.on
        ? fill(words.told, {
            name: card.name, benefit: Math.round(place.benefit), effort: Math.round(place.effort),
            quarter: board.quadrants[nameQuarter(place)],
          })
        : fill(words.off, { name: card.name });
      const more = [card.bubble_told, beside && words.beside, !fits(card) && words.faded];
      shown.setAttribute("aria-label", [spoken, ...more].filter(Boolean).join(" "));
    }
  }
  const markPlace = (x, y, toX, toY) => {
    const line = document.createElementNS(SVG, "line");
    const dot = document.createElementNS(SVG, "circle");
    for (const [name, value] of Object.entries({ x1: x, y1: y, x2: toX, y2: toY })) {
      line.setAttribute(name, value);
    }
    for (const [name, value] of Object.entries({ cx: x, cy: y, r: 3 })) dot.setAttribute(name, value);
    lines.append(line, dot);
  };
  const room = new ResizeObserver(() => show());
  room.observe(plane);
  bubble.addEventListener("change", () => send({ bubble: bubble.value }));
  forWhom.addEventListener("change", show);
  objective.addEventListener("change", show);

  const heard = (message) => {
    for (const { key, id } of message.done ?? []) {
      if (pending.get(key)?.id === id) drop(key);
    }
    if ("trouble" in message) trouble.textContent = message.trouble;
    if (message.voted !== undefined || message.trouble) ballotSent = 0;
    if (message.voted !== undefined && message.voted === ballotNumber) {
      ballot = new Map();
      ballotNumber = newId();
      keepBallot();
    }
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
    room.disconnect();
    model.off("msg:custom", heard);
    for (const name of changes) model.off(`change:${name}`, show);
  };
}

export default { render };
