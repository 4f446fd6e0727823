// The tile in the launcher and the command behind it. Where the home page is not there yet, as in
// a plain JupyterLab, it is laid down: one cell that asks the toolkit for everything.

const PATH = "working-copies/home.ipynb";
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="16">
  <circle cx="12" cy="12" r="9.2" fill="none" stroke="#1d4f73" stroke-width="1.8"/>
  <path d="M16.6 7.4 13.7 13.7 7.4 16.6 10.3 10.3z" fill="#1d4f73"/>
  <circle cx="12" cy="12" r="1.3" fill="#fff"/></svg>`;
const NOTEBOOK = {
  cells: [
    {
      cell_type: "code", id: "home", execution_count: null, metadata: {}, outputs: [],
      source: "from toolkit.home import show_home\n\nshow_home()",
    },
  ],
  metadata: {
    kernelspec: { name: "python3", display_name: "Python 3 (ipykernel)", language: "python" },
  },
  nbformat: 4,
  nbformat_minor: 5,
};

export function offerHome(app, lab, { tiles, palette }) {
  const icon = new lab.ui.LabIcon({ name: "koers:icon", svgstr: ICON });
  app.commands.addCommand("koers:home", {
    label: "Koers",
    caption: "Koers: home page · startpagina",
    icon,
    execute: () => openHome(app, lab),
  });
  tiles?.add({ command: "koers:home", category: "Koers", rank: 0 });
  palette?.addItem({ command: "koers:home", category: "Koers" });
}

async function openHome(app, lab) {
  const { contents } = app.serviceManager;
  const there = async path => {
    try {
      return await contents.get(path, { content: false });
    } catch (error) {
      if (error.response?.status === 404) return null;
      throw error;
    }
  };
  if (!(await there("koers.toml"))) {
    return lab.apputils.showErrorMessage("Koers", {
      message:
        "This folder is no Koers workspace. Start Koers with “Start Koers” in your workspace. · " +
        "Deze map is geen Koers-werkmap. Start Koers met “Start Koers” in uw werkmap.",
    });
  }
  if (!(await there(PATH))) {
    if (!(await there("working-copies"))) {
      await contents.save("working-copies", { type: "directory" });
    }
    await contents.save(PATH, { type: "notebook", format: "json", content: NOTEBOOK });
  }
  return app.commands.execute("docmanager:open", { path: PATH });
}
