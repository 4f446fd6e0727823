// A button that opens a document; see browser.py.
function render({ model, el }) {
  const button = document.createElement("button");
  button.type = "button";
  const clicks = new Set();
  const show = () => {
    button.textContent = model.get("label");
    button.disabled = model.get("disabled");
    button.className = model.get("main") ? "koers-door koers-main" : "koers-door";
    const name = model.get("name");
    if (name) button.setAttribute("aria-label", name);
  };
  const open = path => {
    if (!path) return;
    const name = `koers:${model.get("event")}`;
    window.dispatchEvent(new CustomEvent(name, { detail: { path } }));
  };
  const answered = message => {
    if (clicks.delete(message.click)) {
      button.removeAttribute("aria-busy");
      open(message.path);
    }
  };
  button.addEventListener("click", () => {
    if (model.get("path")) return open(model.get("path"));
    const click = Math.random().toString(36).slice(2);
    clicks.add(click);
    button.setAttribute("aria-busy", "true");
    model.send({ click });
  });
  model.on("change", show);
  model.on("msg:custom", answered);
  show();
  el.append(button);
  return () => {
    model.off("change", show);
    model.off("msg:custom", answered);
  };
}
export default { render };
