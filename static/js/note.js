// Keeps a note while it is typed. The form sends itself whole, a moment after typing and at once when it is left. The
// server says which revision it made; whoever else wrote meanwhile is told, and nothing is mixed. Without script the
// form's own buttons do the same.

const SOON_MS = 1500;
const AGAIN_MS = 3000;
const LATEST_MS = 15_000;
const MAY_STILL_LEAVE = 60_000; // browsers carry no more for a page that has gone
const form = document.querySelector("form[data-note]");
const said = form.querySelector("[data-said]");
const elsewhere = form.querySelector("[data-elsewhere]");
const fields = form.elements;
let changes = 0; // how often something was typed, and how much of that is kept
let kept = 0;
let turn = 0;
let timer;
let underWay = null;
let isFailing = false;
let isStopped = false; // somebody else wrote: from now on the person decides

function say(words) {
  if (said.textContent !== words) said.textContent = words;
}

function soon(ms) {
  timer ??= setTimeout(keep, ms);
}

function body() {
  const whole = new FormData(form);
  whole.set("turn", ++turn);
  return whole;
}

// One at a time; whatever is typed meanwhile goes with the next.
function keep() {
  clearTimeout(timer);
  timer = undefined;
  if (!isStopped && kept < changes) underWay ??= send().finally(() => (underWay = null));
  return underWay;
}

async function send() {
  const upTo = changes;
  let answer = null;
  try {
    const options = { method: "POST", body: body(), signal: AbortSignal.timeout(LATEST_MS) };
    answer = await fetch(form.dataset.note, options);
    if (answer.ok || answer.status === 409) await take(answer, upTo);
  } catch {
    answer = null; // no network, or the server is away
  }
  isFailing = !answer?.ok;
  said.toggleAttribute("data-not-kept", isFailing);
  if (isStopped) return;
  if (isFailing) {
    say(answer?.status === 401 ? form.dataset.signedOut : form.dataset.notKept);
    if (answer?.status === 401) document.dispatchEvent(new Event("groundwork:signed-out"));
  }
  if (kept < changes) setTimeout(soon, 0, isFailing ? AGAIN_MS : SOON_MS);
}

async function take(answer, upTo) {
  const told = await answer.json();
  if (answer.status === 409) {
    isStopped = true;
    elsewhere.hidden = false;
    elsewhere.querySelector("[data-elsewhere-said]").textContent = told.said;
    say("");
    return;
  }
  kept = Math.max(kept, upTo);
  fields.revision.value = Math.max(fields.revision.value, told.revision);
  for (const field of fields) field.toggleAttribute("data-not-kept", told.not_kept.includes(field.name));
  say(told.said);
}

// A page that goes away sends what is left; an answer that is still under way is overtaken by its turn.
function leave() {
  if (isStopped || kept === changes) return;
  const upTo = changes;
  const options = { method: "POST", body: body(), keepalive: true };
  fetch(form.dataset.note, options).then((answer) => answer.ok && take(answer, upTo)).catch(() => soon(AGAIN_MS));
}

function changed(event) {
  if (event.target.type === "hidden") return;
  changes += 1;
  soon(SOON_MS);
}

function mustStay() {
  const isLong = [...fields].reduce((sum, field) => sum + (field.value?.length ?? 0), 0) > MAY_STILL_LEAVE / 3;
  return kept < changes && (isFailing || isStopped || isLong);
}

form.addEventListener("input", changed);
form.addEventListener("change", changed);
form.addEventListener("focusout", () => keep());
form.addEventListener("submit", async (event) => {
  if (isStopped || kept === changes) {
    fields.turn.value = isStopped ? "" : ++turn;
    kept = changes; // it goes with the form
    return;
  }
  event.preventDefault();
  while (kept < changes && !isStopped) {
    await keep();
    if (isFailing) return; // it says so, and tries again by itself
  }
  if (!isStopped) form.requestSubmit(event.submitter);
});
document.addEventListener("visibilitychange", () => document.hidden && leave());
window.addEventListener("pagehide", leave);
window.addEventListener("beforeunload", (event) => mustStay() && event.preventDefault());
