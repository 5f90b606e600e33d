// Hands each passkey form of the page to allauth's script, and says so where a device or its owner refused.
(() => {
  document.querySelectorAll("[data-passkey]").forEach((part) => {
    const { passkey, passkeyButton, passkeyAnswer, passkeyAsks } = part.dataset;
    if (!window.PublicKeyCredential) return;
    part.hidden = false;
    window.allauth.webauthn.forms[`${passkey}Form`]({
      ids: { [passkey]: passkeyButton, credential: passkeyAnswer },
      data: JSON.parse(passkeyAsks || "null"),
    });
  });
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    document.querySelectorAll("[data-passkey-refused]").forEach((part) => {
      part.hidden = false;
      part.focus();
    });
  });
})();
