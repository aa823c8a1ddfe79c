/* What was held goes on its way at once; without this file the person presses the button. */
document.querySelector("[data-send]").requestSubmit();
