/* Whoever types a long password may look at it. It is hidden again before it is sent, so that browsers know it for one. */
const buttons = document.querySelector("[data-show-password]");

for (const input of buttons ? document.querySelectorAll("input[type=password]") : []) {
  const button = buttons.content.firstElementChild.cloneNode(true);
  const show = (shown) => {
    input.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", shown);
  };
  button.setAttribute("aria-controls", input.id);
  button.addEventListener("click", () => show(input.type === "password"));
  input.form.addEventListener("submit", () => show(false));
  input.after(button);
}
