// Puts the cursor in the first field of the form that this stands in; see browser.py.
function render({ el }) {
  let tries = 40;
  const go = () => {
    const field = el.closest(".home-fields")?.querySelector("input");
    if (field && field.offsetParent) return field.focus();
    // The form comes into the page after its parts are made.
    if (tries-- > 0) setTimeout(go, 50);
  };
  go();
}
export default { render };
