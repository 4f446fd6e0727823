// A page instead of an editor: a notebook in working-copies/ shows no code, no prompts and no
// toolbars, and no key press cuts or moves a cell. One slim bar leads home and to the menus.
// Its words come with the notebook, which is written in the client's language.

import { isPage } from "./alive.js";
import { stopKoers } from "./stop.js";

const WORDS = {
  home: "Home",
  menu: "Menu",
  stop: "Stop Koers",
  stopping: "Everything is saved. All pages of Koers stop, in every window.",
  stay: "Cancel",
  stopped: "Koers has stopped; you can close this window.",
  starting: "Starting …",
  running: "Working …",
  ready: "",
  lost: "The connection is gone. Waiting for it …",
};
// What JupyterLab lays around a document; hidden as widgets, so that the page gets their room.
const MENUS = ["jp-top-panel", "jp-menu-panel", "jp-title-panel"];
const AROUND = ["jp-bottom-panel", "jp-down-stack"];

export function showAsPages(app, tracker, lab, pages, { palette, menu }) {
  const look = new Look(app, tracker);
  const { Widget } = lab.widgets;

  const dress = panel => {
    if (!isPage(app, panel) || panel.hasClass("koers-page")) return;
    panel.addClass("koers-page");
    panel.node.setAttribute("data-jp-suppress-context-menu", "");
    panel.toolbar.hide();
    panel.contentHeader.addWidget(new Widget({ node: bar(app, panel, pages, look, lab) }));
    look.update();
  };
  tracker.widgetAdded.connect((_, panel) => dress(panel));
  tracker.forEach(dress);
  tracker.currentChanged.connect(() => look.update());
  app.shell.currentChanged?.connect(() => look.update());
  app.shell.modeChanged?.connect?.(() => look.update());
  app.restored.then(() => look.update());

  app.commands.addCommand("koers:code", {
    label: "Show Code",
    caption: "Koers: show this page's code and toolbar",
    isToggled: () => Boolean(tracker.currentWidget?.hasClass("koers-code")),
    isEnabled: () => Boolean(tracker.currentWidget?.hasClass("koers-page")),
    execute: () => look.toggleCode(tracker.currentWidget),
  });
  palette?.addItem({ command: "koers:code", category: "Koers" });
  menu?.viewMenu.addGroup([{ command: "koers:code" }], 0);
  suppressKeys(app);
  return look;
}

class Look {
  constructor(app, tracker) {
    this.app = app;
    this.tracker = tracker;
    this.menus = false;
    this.presenting = false;
    this.hidden = [];
    this.names = new WeakMap();
    // JupyterLab names the window after the file whenever another one is looked at.
    new MutationObserver(() => this.tellName()).observe(document.head, {
      childList: true, subtree: true, characterData: true,
    });
    window.addEventListener("keydown", event => {
      if (event.key !== "Escape" || !this.presenting || event.defaultPrevented) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      this.present(false);
    }, true);
  }

  get page() {
    const panel = this.tracker.currentWidget;
    const current = this.app.shell.currentWidget;
    return panel?.hasClass("koers-page") && (!current || current === panel) ? panel : null;
  }

  name(panel, client) {
    this.names.set(panel, client ? `Koers – ${client}` : "Koers");
    this.tellName();
  }

  tellName() {
    const name = this.page && this.names.get(this.page);
    if (name && document.title !== name) document.title = name;
  }

  toggleMenus() {
    this.menus = !this.menus;
    this.update();
    return this.menus;
  }

  toggleCode(panel) {
    const on = panel.node.classList.toggle("koers-code");
    panel.toolbar.setHidden(!on);
    this.update();
  }

  present(on) {
    if (on === this.presenting || (on && !this.page)) return;
    this.presenting = on;
    document.body.classList.toggle("koers-presenting", on);
    const shell = this.app.shell;
    if (on) {
      this.mode = shell.mode;
      shell.mode = "single-document";
    } else {
      shell.mode = this.mode;
    }
    this.update();
    window.dispatchEvent(new CustomEvent("koers:presenting", { detail: { on } }));
  }

  // Full JupyterLab, with its tabs, stays as it is: there an engineer is at work. So does a page
  // that shows its code.
  update() {
    const single = this.app.shell.mode === "single-document";
    const page = this.page;
    const bare = page && single && !page.hasClass("koers-code");
    this.tellName();
    const plain = Boolean(page && this.presenting) || Boolean(bare && !this.menus);
    document.body.classList.toggle("koers-plain", plain);
    this.putBack();
    if (!plain && !bare) return;
    this.closeSides();
    const away = plain ? [...MENUS, ...AROUND] : AROUND;
    for (const widget of below(this.app.shell)) {
      const goes = away.includes(widget.id) || widget.hasClass("jp-SideBar");
      if (goes && !widget.isHidden) {
        widget.hide();
        this.hidden.push(() => widget.show());
      }
    }
  }

  closeSides() {
    const shell = this.app.shell;
    if (!shell.leftCollapsed) this.hidden.push(() => shell.expandLeft());
    if (!shell.rightCollapsed) this.hidden.push(() => shell.expandRight());
    shell.collapseLeft();
    shell.collapseRight();
  }

  putBack() {
    for (const show of this.hidden.reverse()) show();
    this.hidden = [];
  }
}

function* below(widget, depth = 4) {
  for (const child of widget.children()) {
    yield child;
    if (depth) yield* below(child, depth - 1);
  }
}

function bar(app, panel, pages, look, lab) {
  const page = pages.get(panel);
  const node = document.createElement("nav");
  node.className = "koers-bar";
  node.setAttribute("aria-label", "Koers");
  const button = (act, className = "") => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = className;
    made.addEventListener("click", act);
    return made;
  };
  const home = button(() => app.commands.execute("koers:home"), "koers-bar-home");
  home.textContent = "Koers";
  const title = document.createElement("span");
  const state = document.createElement("span");
  state.className = "koers-bar-state";
  state.setAttribute("role", "status");
  const menus = button(() => menus.setAttribute("aria-pressed", String(look.toggleMenus())));
  menus.setAttribute("aria-pressed", "false");
  const stop = button(() => stopKoers(app, lab, pages, words));
  node.append(home, title, state, menus, stop);

  let words = WORDS;
  const say = () => {
    home.setAttribute("aria-label", `Koers: ${words.home}`);
    home.title = words.home;
    menus.textContent = words.menu;
    stop.textContent = words.stop;
    if (!page) return;
    node.dataset.state = page.state;
    state.textContent = words[page.state];
  };
  page?.watch(say);
  say();
  panel.context.ready.then(() => {
    const given = panel.context.model.getMetadata("koers") ?? {};
    words = { ...WORDS, ...given.words };
    title.textContent = given.title ?? "";
    look.name(panel, given.title);
    say();
  });
  return node;
}

// Without code in sight, keys belong to the page: "d d" in a notebook deletes a cell.
function suppressKeys(app) {
  const process = app.commands.processKeydownEvent.bind(app.commands);
  app.commands.processKeydownEvent = event => {
    const page = event.target instanceof Element && event.target.closest(".koers-page");
    if (!page || page.classList.contains("koers-code")) return process(event);
    const saves = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s";
    if (saves) event.preventDefault();
  };
}
