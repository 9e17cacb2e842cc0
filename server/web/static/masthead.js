// What scripts add to pages that work without them: live progress, and a button to print.
"use strict";

const AGAIN_MS = 3000; // as the page itself asks again where no script runs

function follow(live) {
  const events = new EventSource(live.dataset.follow);
  const again = () => {
    events.close();
    location.reload();
  };
  let read = 0;
  events.addEventListener("read", () => {
    read += 1;
    const soFar = live.querySelector(".so-far");
    soFar.hidden = false;
    soFar.querySelector(".count").textContent = String(read);
  });
  events.addEventListener("progress", (event) => {
    const { states = {} } = JSON.parse(event.data);
    const done = (states.judged ?? 0) + (states.failed ?? 0);
    document.querySelector("h1").textContent = live.dataset.words.replace("#", String(done));
    live.querySelector("progress").value = 2 * done + (states.collected ?? 0);
  });
  events.addEventListener("done", again);
  events.addEventListener("failed", again);
  events.addEventListener("error", () => {
    events.close();
    setTimeout(again, AGAIN_MS);
  });
}

for (const live of document.querySelectorAll("[data-follow]")) follow(live);

for (const button of document.querySelectorAll("button.print")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
