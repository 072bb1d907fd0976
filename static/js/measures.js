// Filling in a measure by keyboard: a number chooses the answer with that number and goes on, minus leaves it out, and
// up and down go from question to question. Without script, Tab and the arrow keys do it as everywhere.

const rowsOf = (form) => [...form.querySelectorAll("[data-item]")];
const fieldIn = (within) => {
  const row = within.querySelector("[data-item]") ?? within;
  return row.querySelector("input:checked") ?? row.querySelector("input, select");
};

function goTo(form, row, by) {
  const rows = rowsOf(form);
  const next = rows[rows.indexOf(row) + by];
  const target = next ? fieldIn(next) : by > 0 ? form.querySelector("textarea") : null;
  target?.focus();
}

function choose(row, value) {
  const found = [...row.querySelectorAll("input[type=radio]")].find((field) => field.value === value);
  if (!found) return false;
  found.checked = true;
  found.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
}

function count(form) {
  const said = form.querySelector("[data-measure-count]");
  const rows = rowsOf(form);
  const answered = rows.filter((row) => (row.querySelector("select") ?? row.querySelector("input:checked"))?.value);
  said.textContent = said.dataset.words.replace("{n}", answered.length).replace("{all}", rows.length);
}

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("form[data-measure]");
  const row = form && event.target.closest("[data-item]");
  if (!row || event.ctrlKey || event.metaKey || event.altKey || event.target.tagName === "SELECT") return;
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps) goTo(form, row, steps[event.key]);
  else if (/^[0-9-]$/.test(event.key) && choose(row, event.key === "-" ? "" : event.key)) goTo(form, row, 1);
  else return;
  event.preventDefault();
});

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-measure]");
  if (form) count(form);
});

function ready(form) {
  if (form.dataset.ready) return; // htmx tells of the page itself too, when somebody may have begun
  form.dataset.ready = "yes";
  form.querySelector("[data-measure-keys]").hidden = false;
  count(form);
  if (!form.querySelector("[role=alert]")) fieldIn(form)?.focus();
}

for (const form of document.querySelectorAll("form[data-measure]")) ready(form);

// As a part of another page it comes later.
document.addEventListener("htmx:load", (event) => {
  const form = event.target.closest("form[data-measure]") ?? event.target.querySelector("form[data-measure]");
  if (form) ready(form);
});
