// Pages in working-copies/ run by themselves: when opened, when the browser reloads, and when
// their kernel comes back after it died or the server was gone. Nothing else is ever run.
//
// A page's cells restore everything from the client folder, so running them again is always safe;
// only two runs at once are not, so the next one waits.

export const COPIES = "working-copies/";

// A kernel in one of these states would lose what it is sent, or is about to.
const AWAY = new Set(["unknown", "starting", "restarting", "autorestarting", "terminating", "dead"]);

export function isPage(app, panel) {
  return app.serviceManager.contents.localPath(panel.context.path).startsWith(COPIES);
}

export function keepAlive(app, tracker, lab) {
  const pages = new Map();
  const adopt = panel => {
    if (pages.has(panel) || !isPage(app, panel)) return;
    const page = new Page(panel, lab.cells.CodeCell);
    pages.set(panel, page);
    panel.disposed.connect(() => {
      page.dispose();
      pages.delete(panel);
    });
  };
  tracker.widgetAdded.connect((_, panel) => adopt(panel));
  tracker.forEach(adopt);
  return pages;
}

class Page {
  constructor(panel, CodeCell) {
    this.panel = panel;
    this.session = panel.context.sessionContext;
    this.CodeCell = CodeCell;
    this.wanted = true;
    this.running = false;
    this.lost = false;
    this.watchers = new Set();
    this.listen();
    // JupyterLab stops everything with a dialog when a kernel has died; here it is back, and has
    // run again, before anybody has read it.
    this.session.statusChanged.disconnect(panel._onSessionStatusChanged, panel);
    panel.context.model.stateChanged.connect(this.onState, this);
    panel.context.ready.then(() => this.session.ready).then(() => this.proceed());
  }

  listen() {
    this.session.kernelChanged.connect(this.onKernel, this);
    this.session.statusChanged.connect(this.onStatus, this);
    this.session.connectionStatusChanged.connect(this.onConnection, this);
  }

  // "starting", "running", "ready" or "lost", for whoever shows it.
  get state() {
    if (this.lost) return "lost";
    if (this.running) return "running";
    return this.wanted ? "starting" : "ready";
  }

  watch(watcher) {
    this.watchers.add(watcher);
  }

  rerun() {
    this.wanted = true;
    if (this.session.isReady && !this.session.session?.kernel) this.startKernel();
    this.proceed();
  }

  onKernel(_, { newValue }) {
    if (newValue) {
      this.lost = false;
      this.wanted = true;
      this.proceed();
    } else if (this.lost) {
      // The server was gone and has forgotten this kernel.
      this.wanted = true;
      this.startKernel();
    }
    this.tell();
  }

  onStatus(_, status) {
    if (status === "restarting" || status === "autorestarting") this.wanted = true;
    this.proceed();
  }

  onConnection(_, status) {
    this.lost = status !== "connected" && this.hasRun;
    this.proceed();
  }

  // A working copy holds nothing worth keeping, so nobody is asked to save it.
  onState(model, change) {
    if (change.name === "dirty" && change.newValue) model.dirty = false;
  }

  async startKernel() {
    if (this.startingKernel) return;
    this.startingKernel = true;
    try {
      await this.session.changeKernel({ name: "python3" });
    } catch (error) {
      console.warn("koers: no kernel yet", error);
    } finally {
      this.startingKernel = false;
    }
  }

  async proceed() {
    this.tell();
    const kernel = this.session.session?.kernel;
    const there = kernel && kernel.connectionStatus === "connected" && !AWAY.has(kernel.status);
    if (!this.wanted || this.running || !there || this.panel.isDisposed) return;
    this.wanted = false;
    this.running = true;
    this.tell();
    try {
      await kernel.info;
      await this.runCells();
      this.hasRun = true;
    } catch (error) {
      // A kernel that dies takes its cells with it; its return is what runs them again.
      console.warn("koers: the page did not finish", error);
    } finally {
      this.running = false;
      this.proceed();
    }
  }

  // Unlike JupyterLab's own "Run all" this moves neither the selection nor the focus: somebody
  // may be typing.
  async runCells() {
    const notebook = this.panel.content;
    const scroller = notebook.outerNode ?? notebook.node;
    const place = scroller.scrollTop;
    const cells = notebook.widgets.filter(cell => cell instanceof this.CodeCell);
    await Promise.all(cells.map(cell => this.CodeCell.execute(cell, this.session)));
    if (place) scroller.scrollTop = place;
  }

  tell() {
    for (const watcher of this.watchers) watcher();
  }

  resume() {
    this.listen();
    this.rerun();
  }

  dispose() {
    this.wanted = false;
    this.session.kernelChanged.disconnect(this.onKernel, this);
    this.session.statusChanged.disconnect(this.onStatus, this);
    this.session.connectionStatusChanged.disconnect(this.onConnection, this);
  }
}
