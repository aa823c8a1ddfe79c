/* Passkeys are offered only where the browser has them; what goes wrong is said in words on the page. */
if (window.PublicKeyCredential) {
  for (const part of document.querySelectorAll("[data-needs-keys]")) part.hidden = false;
  for (const part of document.querySelectorAll("[data-without-keys]")) part.hidden = true;
}

document.addEventListener("allauth.error", (event) => {
  const trouble = document.querySelector("[data-key-trouble]");
  if (!trouble) return;
  event.preventDefault();
  trouble.hidden = false;
});
