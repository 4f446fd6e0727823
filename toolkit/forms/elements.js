// Elements of the page; this stands in front of each piece that makes some.

function make(tag, name, parent, text) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text !== undefined) made.textContent = text;
  parent?.append(made);
  return made;
}

function button(text, act, parent, name = "") {
  const made = make("button", `koers-button ${name}`.trim(), parent, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

// Scrolls to a block of the page, and puts the cursor in the first thing that can be filled in.
function leadTo(key) {
  const block = document.querySelector(`.koers-block--${CSS.escape(key)}`);
  if (!block) return;
  block.dispatchEvent(new CustomEvent("koers:unfold", { bubbles: true }));
  block.scrollIntoView({ block: "start" });
  const first = block.querySelector("input:not(:disabled), textarea, select, button");
  (first ?? block).focus({ preventScroll: true });
}

