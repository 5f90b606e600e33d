// Shows what needs a script, and says so where a device or its owner refused.
(() => {
  document.querySelectorAll("[data-passkey]").forEach((part) => {
    part.hidden = !window.PublicKeyCredential;
  });
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    document.querySelectorAll("[data-passkey-refused]").forEach((part) => {
      part.hidden = false;
      part.focus();
    });
  });
})();
