// Stopping Koers: asked in the words of the page, and then everything stops, the page included.
// What is left is a sentence: nothing on it starts a kernel anew, or says that all is saved.

export async function stopKoers(app, lab, pages, words) {
  const { Dialog, showDialog } = lab.apputils;
  const answer = await showDialog({
    title: words.stop,
    body: words.stopping,
    buttons: [
      Dialog.cancelButton({ label: words.stay }),
      Dialog.warnButton({ label: words.stop }),
    ],
  });
  if (!answer.button.accept) return;
  // A page whose kernel goes would start another one.
  for (const page of pages.values()) page.dispose();
  const { ServerConnection } = lab.services;
  const settings = ServerConnection.makeSettings();
  const address = lab.coreutils.URLExt.join(settings.baseUrl, "api/shutdown");
  const response = await ServerConnection.makeRequest(address, { method: "POST" }, settings);
  if (!response.ok) {
    for (const page of pages.values()) page.resume();
    await lab.apputils.showErrorMessage("Koers", new ServerConnection.ResponseError(response));
    return;
  }
  sayFarewell(words.stopped);
  app.serviceManager.dispose();
}

function sayFarewell(text) {
  const told = document.createElement("main");
  told.className = "koers-stopped";
  told.setAttribute("role", "status");
  told.textContent = text;
  document.body.className = "";
  document.body.replaceChildren(told);
  document.title = "Koers";
}
