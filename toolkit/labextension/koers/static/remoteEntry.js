// How JupyterLab finds this extension: a container by the extension's name. Written by hand, in
// plain JavaScript, so that nothing needs to be built and nothing is fetched from elsewhere.
//
//   alive.js    pages in working-copies/ run by themselves
//   doors.js    what a page's own JavaScript may ask of JupyterLab
//   page.js     a page instead of an editor: no code, no toolbars, one slim bar
//   stop.js     the end: asks, stops the server, and says so
//   home.js     the tile and the command that open the home page
(() => {
  const here = document.currentScript.src.replace(/[^/]*$/, "");
  let shared;

  // JupyterLab's own copy of a package: the one that is loaded, else the newest.
  async function borrow(name) {
    const versions = Object.entries(shared[name] ?? {});
    if (!versions.length) throw new Error(`JupyterLab does not share ${name}`);
    versions.sort(([a], [b]) => a.localeCompare(b, undefined, { numeric: true }));
    const [, chosen] = versions.find(([, entry]) => entry.loaded) ?? versions.at(-1);
    return (await chosen.get())();
  }

  async function extension() {
    const [notebook, cells, launcher, apputils, coreutils, widgets, mainmenu, ui, application, services] =
      await Promise.all([
        "@jupyterlab/notebook", "@jupyterlab/cells", "@jupyterlab/launcher",
        "@jupyterlab/apputils", "@jupyterlab/coreutils", "@lumino/widgets",
        "@jupyterlab/mainmenu", "@jupyterlab/ui-components", "@jupyterlab/application",
        "@jupyterlab/services",
      ].map(borrow));
    const [alive, doors, page, home] = await Promise.all(
      ["alive.js", "doors.js", "page.js", "home.js"].map(file => import(here + file)),
    );
    const lab = { notebook, cells, launcher, apputils, coreutils, widgets, mainmenu, ui, services };
    const plugin = {
      id: "koers:pages",
      description: "Koers pages: run when opened, shown without code.",
      autoStart: true,
      requires: [notebook.INotebookTracker],
      optional: [launcher.ILauncher, apputils.ICommandPalette, mainmenu.IMainMenu],
      activate(app, tracker, tiles, palette, menu) {
        const style = document.createElement("link");
        style.rel = "stylesheet";
        style.href = here + "style.css";
        document.head.append(style);
        const pages = alive.keepAlive(app, tracker, lab);
        const look = page.showAsPages(app, tracker, lab, pages, { palette, menu });
        doors.openDoors(app, tracker, lab, pages, look);
        home.offerHome(app, lab, { tiles, palette });
      },
    };
    // JupyterLab's dialog takes the keyboard from whoever is typing; a page tells it itself.
    const calm = {
      id: "koers:connection",
      description: "Koers pages tell themselves when the connection is gone.",
      autoStart: true,
      provides: application.IConnectionLost,
      activate: () => async (...told) => {
        if (!document.querySelector(".koers-page")) await application.ConnectionLost(...told);
      },
    };
    return () => ({ __esModule: true, default: [calm, plugin] });
  }

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB.koers = {
    init(scope) {
      shared = scope;
    },
    get(module) {
      return module === "./extension"
        ? extension()
        : Promise.reject(new Error(`There is no ${module} in koers`));
    },
  };
})();
