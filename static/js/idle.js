// Leaves nothing readable on a screen that nobody sits at, and keeps what was typed. The server decides when a sign-in
// ends (practice/staff/idle.py); it is asked before anything is shown, so that work in another tab counts here too.

const warning = document.querySelector("[data-idle-warning]");
const curtain = document.querySelector("[data-idle-curtain]");
const stillHereForm = document.querySelector("[data-idle-still-here]");
const said = document.querySelector("[data-idle-said]");
const ASK_AGAIN_MS = 20_000;
const JUST_NOW_MS = 60_000;
const warnMs = warning.dataset.warningSeconds * 1000;
let endsAt = Date.now() + warning.dataset.seconds * 1000;
let typedAt = 0;
let timer;
let hiddenWhy = ""; // or why it is: "resting" (somebody asked for it) or "signed-out"
let before; // what the page was like

async function ask(options) {
  try {
    const answer = await (options ? fetch(stillHereForm.action, options) : fetch(warning.dataset.state));
    return answer.ok ? await answer.json() : null;
  } catch {
    return null; // no network, or the server is away
  }
}

function stillHere() {
  warning.close();
  return ask({ method: "POST", body: new FormData(stillHereForm) }).then(take);
}

async function look() {
  if (Date.now() >= endsAt) hidePage("signed-out"); // the page first, then the question
  take(await ask());
}

// What the server says about this sign-in.
function take(state) {
  if (!state) return wait(ASK_AGAIN_MS);
  if (state.person === null) return hidePage("signed-out");
  if (String(state.person) !== warning.dataset.person) return location.replace(warning.dataset.home);
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = state.token;
  endsAt = Date.now() + state.seconds * 1000;
  if (hiddenWhy === "signed-out") showPage();
  const left = state.seconds * 1000 - warnMs;
  if (left > 0) {
    warning.close();
    return wait(left);
  }
  if (Date.now() - typedAt < JUST_NOW_MS) return stillHere();
  warning.querySelector("[data-idle-until]").textContent = state.until;
  if (!hiddenWhy && !warning.open) warning.showModal();
  wait(Math.min(ASK_AGAIN_MS, state.seconds * 1000));
}

function wait(ms) {
  clearTimeout(timer);
  timer = setTimeout(look, Math.max(ms, 1000));
}

function hidePage(why) {
  warning.close();
  for (const part of curtain.querySelectorAll("[data-when]")) part.hidden = part.dataset.when !== why;
  if (why !== hiddenWhy) said.textContent = ""; // an answer that comes late takes back nothing
  if (!hiddenWhy) {
    before = { title: document.title, scrolled: window.scrollY, focused: document.activeElement };
    document.title = curtain.dataset.title;
    for (const part of document.body.children) {
      if (part === curtain || part.hidden) continue;
      part.hidden = true;
      part.dataset.behind = "";
    }
    curtain.showModal();
  }
  hiddenWhy = why;
}

function showPage() {
  hiddenWhy = "";
  curtain.close();
  for (const part of document.querySelectorAll("[data-behind]")) {
    part.hidden = false;
    delete part.dataset.behind;
  }
  document.title = before.title;
  window.scrollTo(0, before.scrolled);
  before.focused?.focus();
}

async function goOn() {
  const state = await ask();
  take(state);
  if (hiddenWhy) said.textContent = said.dataset.notYet;
}

curtain.addEventListener("cancel", (event) => event.preventDefault());
curtain.addEventListener("close", () => hiddenWhy && curtain.showModal()); // a browser may insist on Escape
curtain.querySelector("[data-idle-go-on]").addEventListener("click", goOn);
curtain.querySelector("[data-show-page]").addEventListener("click", () => {
  showPage();
  look();
});
warning.addEventListener("cancel", stillHere); // who presses Escape sits there
stillHereForm.addEventListener("submit", (event) => {
  event.preventDefault();
  stillHere();
});
for (const button of document.querySelectorAll("[data-hide-page]")) {
  button.hidden = false;
  button.addEventListener("click", () => hidePage("resting"));
}
document.addEventListener("groundwork:signed-out", () => hidePage("signed-out"));
document.addEventListener("input", () => (typedAt = Date.now()));
document.addEventListener("visibilitychange", () => document.hidden || look());
window.addEventListener("pageshow", (event) => {
  // Back to a page of before, whose forms may carry an old token.
  const [way] = performance.getEntriesByType("navigation");
  if (event.persisted || way?.type === "back_forward") look();
});
wait(endsAt - warnMs - Date.now());
