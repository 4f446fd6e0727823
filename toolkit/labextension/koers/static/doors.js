// What the JavaScript of a page's widgets may ask of JupyterLab, as events on `window`:
//
//   koers:open     {path}   open a document of the workspace here
//   koers:show     {path}   show a finished file in a browser tab of its own
//   koers:gone     {path}   close what is open of a folder that was removed
//   koers:rerun    {path?}  run a page again, by default the current one
//   koers:present  {on}     fill the screen with the page, and back
//
// A page answers only for itself: paths are of this workspace, and shown files are finished ones.

export function safePath(path) {
  if (typeof path !== "string" || !path || /^[/~]|[\\:\0]/.test(path)) return null;
  const parts = path.split("/");
  return parts.some(part => part === "" || part === "." || part === "..") ? null : path;
}

const FINISHED = /^clients\/(portfolio\.html|[^/]+\/(reports|workshop)\/.+)$/;

const COPY = /^working-copies\/[^/]+$/;

export function openDoors(app, tracker, lab, pages, look) {
  const { PageConfig, URLExt } = lab.coreutils;
  const answer = (name, act) =>
    window.addEventListener(`koers:${name}`, event => {
      Promise.resolve(act(event.detail ?? {})).catch(error =>
        lab.apputils.showErrorMessage("Koers", error),
      );
    });
  const refuse = path => console.warn(`koers: this is not opened from a page: ${path}`);

  answer("open", ({ path }) => {
    const safe = safePath(path);
    return safe ? app.commands.execute("docmanager:open", { path: safe }) : refuse(path);
  });

  answer("show", ({ path }) => {
    const safe = safePath(path);
    if (!safe || !FINISHED.test(safe)) return refuse(path);
    const address = URLExt.join(PageConfig.getBaseUrl(), "files", URLExt.encodeParts(safe));
    window.open(address, "_blank", "noopener");
  });

  answer("gone", async ({ path }) => {
    const safe = safePath(path);
    if (!safe || !COPY.test(safe)) return refuse(path);
    // The list of files would look there again, and complain.
    await app.commands.execute("filebrowser:go-to-path", { path: "/", dontShowBrowser: true });
    const open = [];
    tracker.forEach(one => one.context.path.startsWith(`${safe}/`) && open.push(one));
    for (const panel of open) {
      await panel.sessionContext.shutdown();
      panel.dispose();
    }
  });

  answer("rerun", ({ path }) => {
    const panel = path ? tracker.find(one => one.context.path === path) : tracker.currentWidget;
    pages.get(panel)?.rerun();
  });

  answer("present", ({ on }) => look.present(Boolean(on)));
}
