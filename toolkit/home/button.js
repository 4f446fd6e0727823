// A button that acts in Python, or opens a document; see browser.py.
function render({ model, el }) {
  const button = document.createElement("button");
  button.type = "button";
  const clicks = new Set();
  const show = () => {
    button.textContent = model.get("label");
    button.disabled = model.get("disabled");
    button.className = model.get("main") ? "home-button home-main" : "home-button";
    const name = model.get("name");
    if (name) button.setAttribute("aria-label", name);
  };
  const open = path => {
    const name = `koers:${model.get("event")}`;
    window.dispatchEvent(new CustomEvent(name, { detail: { path } }));
  };
  const hear = message => {
    if (message.click) button.removeAttribute("aria-busy");
    if (message.open && clicks.delete(message.by)) open(message.open);
  };
  button.addEventListener("click", () => {
    // A second click while the first is at work is a slip.
    if (button.getAttribute("aria-busy") === "true") return;
    if (model.get("path")) return open(model.get("path"));
    const click = Math.random().toString(36).slice(2);
    clicks.add(click);
    button.setAttribute("aria-busy", "true");
    model.send({ click });
  });
  model.on("change", show);
  model.on("msg:custom", hear);
  show();
  el.append(button);
  return () => {
    model.off("change", show);
    model.off("msg:custom", hear);
  };
}
export default { render };
