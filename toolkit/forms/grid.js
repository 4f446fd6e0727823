// Moves through a grid of cells by keyboard; what is typed goes to the kernel as it always does.

function render({ model, el }) {
  const kind = model.get("kind");
  let grid = null;
  let goingOn = false; // a next line was asked for before it was there

  const lines = () =>
    [...grid.querySelectorAll(".koers-line")]
      .map((line) => [...line.querySelectorAll(".koers-slot input")])
      .filter((cells) => cells.some((cell) => cell.offsetParent !== null));

  const place = (input) => {
    const all = lines();
    const row = all.findIndex((cells) => cells.includes(input));
    return row < 0 ? null : { all, row, column: all[row].indexOf(input) };
  };

  const go = (input) => {
    input.focus();
    input.select();
  };

  const goOn = ({ all, row, column }) => {
    const next = all[row][column + 1] ?? all[row + 1]?.[0];
    if (next) go(next);
    return Boolean(next);
  };

  const firstOpen = (cells) => cells.find((cell) => !cell.readOnly);

  const nextLine = ({ all, row }) => {
    for (const cells of all.slice(row + 1)) {
      const open = firstOpen(cells);
      if (open) return go(open);
    }
    goingOn = true;
  };

  const keys = {
    ballots(event, at) {
      const line = at.all[at.row];
      const last = at.column === line.length - 1;
      const blank = line.every((cell) => !cell.value);
      if (event.key === "Enter") {
        if (last) nextLine(at);
        else goOn(at);
        return true;
      }
      // Out of the grid it goes as anywhere: from a line in which nothing stands.
      if (event.key === "Tab" && !event.shiftKey && last && !blank) {
        nextLine(at);
        return true;
      }
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      const there = step && at.all[at.row + step]?.[at.column];
      if (there) go(there);
      return Boolean(there);
    },
    scores(event, at) {
      const [down, right] =
        { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key] ??
        [];
      if (event.key === "Enter") return goOn(at);
      if (down === undefined) return false;
      const there = at.all[at.row + down]?.[at.column + right];
      if (there) go(there);
      return true;
    },
  };

  // A digit is a whole score: the next cell that may be typed in is where one goes on.
  keys.ratings = keys.scores;
  const typed = (event) => {
    if (kind !== "ratings" || event.isComposing || !/^[0-5]$/.test(event.target.value)) return;
    const at = event.target.matches?.(".koers-slot input") && place(event.target);
    if (!at) return;
    const cells = at.all.flat();
    const next = cells.slice(cells.indexOf(event.target) + 1).find((cell) => !cell.readOnly);
    if (next) go(next);
  };

  const pressed = (event) => {
    const at = event.target.matches?.(".koers-slot input") && place(event.target);
    if (!at || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    // Until the next line is there, what is typed would end up in the line before it.
    const tooSoon = goingOn && event.key.length === 1;
    if (tooSoon || keys[kind](event, at)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  const entered = (event) => {
    goingOn = false;
    if (event.target.matches?.(".koers-slot input")) event.target.select();
  };

  const dress = () => {
    for (const input of grid.querySelectorAll(".koers-slot input")) {
      const masked = Boolean(input.closest(".koers-masked"));
      if (input.readOnly !== masked) input.readOnly = masked;
      if (input.autocomplete !== "off") input.autocomplete = "off";
      const mode = kind === "scores" ? "text" : "numeric";
      if (input.inputMode !== mode) input.inputMode = mode;
    }
    for (const button of grid.querySelectorAll(".koers-again[title]")) {
      if (button.ariaLabel !== button.title) button.ariaLabel = button.title;
    }
    if (!goingOn) return;
    const all = lines();
    const open = firstOpen(all.at(-1) ?? []);
    if (open && !open.value && document.activeElement?.closest(".koers-grid") === grid) go(open);
  };
  const watcher = new MutationObserver(() => dress());

  const start = (tries = 40) => {
    grid = el.closest(".koers-grid");
    if (!grid) {
      if (tries) setTimeout(() => start(tries - 1), 50);
      return;
    }
    // The text widgets keep key presses to themselves, so these are heard on their way in.
    grid.addEventListener("keydown", pressed, true);
    grid.addEventListener("focusin", entered);
    grid.addEventListener("input", typed);
    watcher.observe(grid, {
      childList: true, subtree: true, attributes: true, attributeFilter: ["class"],
    });
    dress();
  };
  start();

  return () => {
    watcher.disconnect();
    grid?.removeEventListener("keydown", pressed, true);
    grid?.removeEventListener("focusin", entered);
    grid?.removeEventListener("input", typed);
  };
}

export default { render };
