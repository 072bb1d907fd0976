// Beside a note: what is logged, reviewed and stepped in place. The note's own form is never touched.

// Nothing that is done in place is a place of its own: the address stays the note's.
window.htmx.config.historyEnabled = false;

const place = document.getElementById("in-place");
const REFUSED = new Set([403, 409, 422]); // an answer that shows the form again, with why

function isOurs(event) {
  return place.contains(event.detail.target) || event.detail.target.id === "at-hand";
}

document.body.addEventListener("htmx:beforeSwap", (event) => {
  if (!isOurs(event)) return;
  const { xhr } = event.detail;
  if (REFUSED.has(xhr.status)) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
  // A page of its own (something that cannot be done in place): go there; the note is kept on leaving.
  if (event.detail.shouldSwap && /^\s*<!doctype/i.test(xhr.responseText)) {
    event.detail.shouldSwap = false;
    window.location.assign(xhr.responseURL);
  }
});

// What was asked for comes into view, and the keys go on from there.
document.body.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target !== place || !place.firstElementChild) return;
  if (!REFUSED.has(event.detail.xhr.status)) isTyped = false;
  const wrong = place.querySelector("[aria-invalid=true], [role=alert]");
  const start = wrong ?? place.querySelector("[tabindex='-1'], h2, h3, [role=status]");
  if (!start) return;
  if (start.matches("h2, h3, [role]")) start.tabIndex = -1;
  place.scrollIntoView({ block: "nearest" });
  start.focus({ preventScroll: false });
});

// The day of a step is said on its button, also where the form came later.
document.body.addEventListener("htmx:afterSettle", (event) => {
  if (!isOurs(event)) return;
  for (const day of document.querySelectorAll("#beside form[data-says-day] select")) {
    day.dispatchEvent(new Event("change", { bubbles: true }));
  }
});

// A form whose answer never came can be sent again.
for (const name of ["htmx:sendError", "htmx:responseError"]) {
  document.body.addEventListener(name, (event) => delete event.detail.elt.dataset.sent);
}

// What was typed in place and not sent is not put away unasked.
let isTyped = false;
place.addEventListener("input", () => (isTyped = true));

function mayBePutAway() {
  return !isTyped || window.confirm(place.dataset.notSent);
}

document.body.addEventListener("htmx:beforeRequest", (event) => {
  const { target, requestConfig } = event.detail;
  if (target === place && requestConfig.verb === "get" && !mayBePutAway()) event.preventDefault();
});

document.querySelector("[data-put-away]").addEventListener("click", () => {
  if (!mayBePutAway()) return;
  isTyped = false;
  place.replaceChildren();
  document.querySelector("#at-hand a, #at-hand button")?.focus();
});
