// A place to drop files on; see browser.py. The input lies over the whole place, so that dropping,
// clicking and the keyboard all work as the browser has them.
function render({ model, el }) {
  const place = document.createElement("label");
  place.className = "home-drop";
  const label = document.createElement("strong");
  const help = document.createElement("span");
  const state = document.createElement("span");
  state.className = "home-drop-state";
  state.setAttribute("role", "status");
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  place.append(label, help, state, input);
  el.append(place);

  const show = () => {
    label.textContent = model.get("label");
    help.textContent = model.get("help");
    input.accept = model.get("accept");
    input.setAttribute("aria-label", model.get("label"));
  };
  const waiting = new Map();
  const acknowledged = message => waiting.get(message.file)?.(message.has);
  const send = async file => {
    const key = crypto.randomUUID?.() ?? String(Math.random());
    const piece = model.get("piece");
    let start = 0;
    do {
      const part = await file.slice(start, start + piece).arrayBuffer();
      const end = start + part.byteLength >= file.size;
      const known = new Promise(resolve => waiting.set(key, resolve));
      model.send({ file: key, name: file.name, start, end }, undefined, [part]);
      start = await known;
      state.textContent = `${model.get("working")} ${file.name}`;
    } while (start < file.size);
    waiting.delete(key);
  };
  let queue = Promise.resolve();
  const take = () => {
    const files = [...input.files];
    input.value = "";
    queue = queue.then(async () => {
      for (const file of files) {
        state.textContent = `${model.get("working")} ${file.name}`;
        try {
          await send(file);
        } catch (error) {
          // A folder was dropped, or the file has gone: the others go on.
          console.warn(error);
        }
      }
      state.textContent = "";
    });
  };
  input.addEventListener("change", take);
  for (const [name, on] of [["dragenter", true], ["dragleave", false], ["drop", false]]) {
    input.addEventListener(name, () => place.classList.toggle("home-over", on));
  }
  model.on("change", show);
  model.on("msg:custom", acknowledged);
  show();
  return () => {
    model.off("change", show);
    model.off("msg:custom", acknowledged);
  };
}
export default { render };
