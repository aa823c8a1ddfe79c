/* The service list: tidy addresses, counts that follow the results, and the sheet of filters closes when its work is done. */
document.addEventListener("htmx:configRequest", (event) => {
  const data = event.detail.formData;
  for (const name of new Set(data.keys())) {
    const kept = data.getAll(name).filter(Boolean);
    data.delete(name);
    kept.forEach((value) => data.append(name, value));
  }
  if (event.detail.triggeringEvent?.target?.type === "search") {
    event.detail.headers["X-Still-Typing"] = "1";
  }
});

// What was undone belongs to the words it was found in.
document.addEventListener("input", (event) => {
  if (event.target.type === "search") {
    document.querySelectorAll("input[name=sanana]").forEach((input) => input.remove());
  }
});

// Only the numbers change: the options stay in their places, with the focus that is on them.
document.addEventListener("htmx:afterSwap", () => {
  const told = document.querySelector("#luvut");
  if (!told) return;
  const counts = new URLSearchParams(told.textContent);
  for (const option of document.querySelectorAll(".filters :is(.choice input, option)")) {
    const box = option.localName === "input";
    const label = box ? option.nextElementSibling : option;
    if (!/\(\d+\)$/.test(label.textContent)) continue;
    const count = counts.get(`${(option.closest("select") ?? option).name}.${option.value}`) ?? "0";
    const absent = count === "0" && !option.checked && !option.selected;
    label.textContent = label.textContent.replace(/\d+(?=\)$)/, count);
    (box ? option.parentElement : option).hidden = absent;
    option.disabled = absent;
  }
});

// The links to other languages lead to the same search.
document.addEventListener("htmx:pushedIntoHistory", () => {
  document.querySelectorAll(".languages a").forEach((link) => { link.search = location.search; });
});

// On the document, because going back puts a new form in the old one's place.
document.addEventListener("submit", (event) => {
  const sheet = event.target.querySelector("[popover]:popover-open");
  if (sheet) {
    sheet.hidePopover();
    document.querySelector("#tulokset").focus();
  }
});

// The same address twice would make the person press Back twice.
document.addEventListener("htmx:beforeHistoryUpdate", (event) => {
  const { history } = event.detail;
  if (history.path === location.pathname + location.search) {
    history.type = "replace";
  }
});
