/* The work area: focus goes to what needs the hand. Everything works without this file. */
document.querySelector("[data-focus]")?.focus();

// The person's menu closes when the work goes on elsewhere.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(".person-menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector(".person-menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
