/* Warns before the session ends and asks the server for more time; tabs agree. After the end nothing typed is hidden. */
const dialog = document.querySelector("[data-session-seconds]");
const tabs = new BroadcastChannel("istunto");
const told = (name) => Number(dialog.dataset[name]) * 1000;
const last = Date.now() + told("sessionLongest");
let ends = 0;
let shown = "";
let timer;

function show(state, step) {
  const before = shown.split(" ")[0];
  if (shown === `${state} ${step}`) return;
  shown = `${state} ${step}`;
  for (const part of dialog.querySelectorAll("[data-while]")) part.hidden = !part.dataset.while.split(" ").includes(state);
  for (const part of dialog.querySelectorAll("[data-left]")) part.hidden = part.dataset.left !== String(step);
  if (state === before) return;
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("button:not([hidden])").focus();
}

function look() {
  clearTimeout(timer);
  const left = ends - Date.now();
  const early = left - told("sessionWarning");
  document.querySelector("[data-session-over]").hidden = left > 0;
  if (left <= 0) {
    show("over", 0);
  } else if (early > 0) {
    shown = "";
    dialog.close();
    timer = setTimeout(look, Math.min(early, 60000));
  } else {
    show(last - ends < 1000 ? "last" : "more", [20, 60].find((step) => left <= step * 1000) ?? 120);
    timer = setTimeout(look, 500);
  }
}

function until(moment) {
  ends = Math.min(moment, last);
  look();
}

async function keepOn() {
  const form = dialog.querySelector("form");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" });
    until(Date.now() + (answer.ok ? (await answer.json()).seconds * 1000 : 0));
    tabs.postMessage(ends);
  } catch {
    // No connection: the time that is left goes on, and the person may try again.
    if (!dialog.open) dialog.showModal();
  }
}

dialog.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  keepOn();
});
dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
// Escape is a sign of life.
dialog.addEventListener("cancel", () => shown.startsWith("more") && keepOn());
tabs.addEventListener("message", (event) => event.data > ends && until(event.data));
document.addEventListener("visibilitychange", look);
until(Date.now() + told("sessionSeconds"));
tabs.postMessage(ends);
