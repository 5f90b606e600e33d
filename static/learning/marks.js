// Marks what could identify someone in the text that is being typed, a few seconds after each change. The portal looks
// for it and `ui/autosave.js` brings the answer; without scripts the page shows the same of what is saved.
(function () {
  "use strict";

  const section = document.querySelector("[data-marked]");
  const form = document.querySelector("form[data-autosave]");
  if (!section || !form) return;
  const texts = section.querySelector("[data-marked-texts]");
  section.setAttribute("aria-live", "polite");

  function made(name, className, text) {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.textContent = text;
    return element;
  }

  function paragraph(found) {
    const line = made("p", "govuk-body", "");
    line.append(made("strong", "", `${found.label}: `));
    for (const piece of found.pieces) {
      line.append(piece.advice ? made("mark", "", piece.text) : piece.text);
    }
    return line;
  }

  function list(found) {
    const items = made("ul", "govuk-list govuk-list--bullet", "");
    for (const sentence of found.advice) items.append(made("li", "", sentence));
    return items;
  }

  form.addEventListener("autosave", (event) => {
    const all = event.detail.found;
    if (!all) return;
    texts.replaceChildren(...all.flatMap((found) => [paragraph(found), list(found)]));
    section.hidden = all.length === 0;
  });
})();
