// What happens once, when it appears; see browser.py.
function render({ model, el }) {
  const [event, path] = [model.get("event"), model.get("path")];
  if (event) {
    window.dispatchEvent(new CustomEvent(`koers:${event}`, { detail: { path } }));
    return;
  }
  // What stood here before is gone only after the next layout.
  const timer = setTimeout(() => {
    (el.closest(".home-outcome") ?? el).scrollIntoView({ block: "center" });
  }, 100);
  return () => clearTimeout(timer);
}
export default { render };
