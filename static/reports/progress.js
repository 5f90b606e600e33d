/* Asks how far a report, a release or a newsletter is and moves the bar; when it has ended, the page is loaded again. */
const place = document.querySelector("[data-progress]");
const PAUSE = 1000;
const noun = place?.dataset.progressNoun ?? "steps";

async function ask() {
  const answer = await fetch(place.dataset.progress, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const far = await answer.json();
  const bar = place.querySelector("progress");
  const words = place.querySelector("[data-progress-words]");
  bar.max = far.total;
  bar.value = far.done;
  const left = far.seconds_left === null ? "" : `, about ${far.seconds_left} seconds left`;
  const text = `${far.done} of ${far.total} ${noun} done: ${far.label}${left}`;
  if (words.textContent !== text) words.textContent = text;
  if (far.ended) window.location.reload();
}

if (place) {
  window.setInterval(() => ask().catch(() => {}), PAUSE);
}
