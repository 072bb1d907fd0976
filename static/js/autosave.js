// Keeps each field of a form marked data-autosave as it is typed. Without script the form's own button does the same.

const WAIT_MS = 1200;
const waiting = new Map(); // a question and its timer
let queue = Promise.resolve(); // one after the other, so that an older answer never overtakes a newer one

function fieldsOf(question) {
  const form = question.form;
  const fields = new FormData();
  for (const name of ["csrfmiddlewaretoken", "sheet"]) {
    if (form.elements[name]) fields.append(name, form.elements[name].value);
  }
  for (const field of question.elements) {
    const isPicked = !["radio", "checkbox"].includes(field.type) || field.checked;
    if (field.name && isPicked) fields.append(field.name, field.value);
  }
  return fields;
}

async function keep(question) {
  const said = question.querySelector("[data-kept]");
  try {
    const answer = await fetch(question.form.action, {
      method: "POST",
      body: fieldsOf(question),
      headers: { "X-Autosave": "1" },
      keepalive: true,
    });
    const words = answer.headers.get("Content-Type")?.startsWith("text/plain") ? await answer.text() : "";
    said.textContent = words || said.dataset.notKept;
  } catch {
    said.textContent = said.dataset.notKept; // no network: the button at the end tries again
  }
}

function keepNow(question) {
  clearTimeout(waiting.get(question));
  waiting.delete(question);
  queue = queue.then(() => keep(question));
}

function keepSoon(event) {
  const question = event.target.closest("form[data-autosave] [data-question]");
  if (!question) return;
  const isWay = event.target.closest("[data-ways]");
  // Who writes an answer after all need not say so.
  const answer = question.querySelector("[data-ways] input[value=said]");
  if (!isWay && answer) answer.checked = true;
  clearTimeout(waiting.get(question));
  waiting.set(question, setTimeout(keepNow, event.type === "change" ? 0 : WAIT_MS, question));
}

document.addEventListener("input", keepSoon);
document.addEventListener("change", keepSoon);
document.addEventListener("visibilitychange", () => document.hidden && [...waiting.keys()].forEach(keepNow));
document.addEventListener("submit", () => waiting.forEach((timer) => clearTimeout(timer)));
