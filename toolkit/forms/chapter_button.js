// The chapter's cells stand below the form's; a class of the body says which of them is seen.

const CHAPTER = "koers-chapter";

function render({ model, el }) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "koers-button";
  const back = document.createElement("button");
  back.type = "button";
  back.className = "koers-button koers-chapter-back";
  back.textContent = model.get("back");
  button.textContent = model.get("show");
  const turn = (on) => {
    document.body.classList.toggle(CHAPTER, on);
    if (on) document.body.style.setProperty("--koers-client-accent", model.get("accent"));
    back.hidden = !on;
    if (on) window.dispatchEvent(new CustomEvent("koers:rerun", { detail: {} }));
    (on ? back : button).focus({ preventScroll: true });
  };
  back.hidden = !document.body.classList.contains(CHAPTER);
  button.addEventListener("click", () => turn(true));
  back.addEventListener("click", () => turn(false));
  document.body.append(back);
  el.append(button);
  return () => back.remove();
}

export default { render };
