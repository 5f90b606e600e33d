// Keeps what is typed in a form, word for word, a few seconds after each change. Nothing is saved by it: the form says so.
// Other scripts hear what the portal answered: the form gets an event `autosave`.
(function () {
  "use strict";

  const PAUSE = 3000;
  const RETRY = 15000;
  const NO_ANSWER = "Not kept: the portal did not respond. Trying again.";

  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const status = form.querySelector("[data-autosave-status]");
  let timer = 0;
  let isChanged = false;
  let isBusy = false;
  let hasEnded = false;

  function say(sentence) {
    if (status.textContent !== sentence) status.textContent = sentence;
  }

  function later(pause) {
    window.clearTimeout(timer);
    if (!hasEnded) timer = window.setTimeout(keep, pause);
  }

  async function send(keepalive) {
    const answer = await fetch(form.dataset.autosave, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { Accept: "application/json" },
      redirect: "error",
      keepalive,
    });
    const told = await answer.json();
    form.dispatchEvent(new CustomEvent("autosave", { detail: told }));
    return told.sentence;
  }

  async function keep(keepalive = false) {
    if (isBusy) return later(PAUSE);
    isBusy = true;
    isChanged = false;
    try {
      say(await send(keepalive === true));
    } catch (error) {
      isChanged = true;
      say(NO_ANSWER);
      later(RETRY);
    } finally {
      isBusy = false;
    }
    return undefined;
  }

  function onChange() {
    isChanged = true;
    later(PAUSE);
  }

  form.addEventListener("input", onChange);
  form.addEventListener("change", onChange);
  form.addEventListener("submit", () => {
    hasEnded = true;
    window.clearTimeout(timer);
  });
  // Who closes the window or leaves the page within the pause loses nothing either.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && isChanged && !hasEnded) keep(true);
  });
})();
