// Asks for the minutes, says how it goes, and opens them.

function render({ model, el }) {
  const words = model.get("words");
  let asked = null;
  let path = null;

  el.classList.add("koers-make-minutes", "koers-aside");
  const make = document.createElement("button");
  make.type = "button";
  make.className = "koers-button";
  make.textContent = words.make;
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  const open = document.createElement("button");
  open.type = "button";
  open.className = "koers-button koers-main";
  open.textContent = words.open;
  open.hidden = true;
  el.append(make, said, open);

  const show = () => window.dispatchEvent(new CustomEvent("koers:show", { detail: { path } }));
  make.addEventListener("click", () => {
    asked = `${Date.now()}-${Math.random()}`;
    make.disabled = true;
    open.hidden = true;
    said.textContent = words.making;
    delete said.dataset.failed;
    model.send({ make: asked });
  });
  open.addEventListener("click", show);

  const heard = (message) => {
    if (message.asked !== asked || asked === null) return;
    asked = null;
    make.disabled = false;
    if (message.why !== undefined) {
      said.textContent = words.failed.replace("{why}", () => message.why);
      said.dataset.failed = "true";
      return;
    }
    path = message.path;
    said.textContent = message.dated ? words.done : words.undated;
    // A browser that lets no page open another one leaves the button.
    open.hidden = false;
    show();
  };
  model.on("msg:custom", heard);
  return () => model.off("msg:custom", heard);
}

export default { render };
