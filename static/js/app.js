// The little that a page gains from script; every page works without it.

// A form marked data-once is sent once: a second click finds its button resting.
document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-once]");
  if (!form) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
});

// Coming back with the browser's own button gives a page whose forms can be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-once]")) delete form.dataset.sent;
});

// The step-up button says the chosen day too; without script the day stands beside it.
function sayDay(form) {
  const words = form.querySelector("[data-day-words]");
  const day = form.querySelector("select");
  if (words && day) words.textContent = words.dataset.template.replace("{day}", day.selectedOptions[0].text);
}

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-says-day]");
  if (form) sayDay(form);
});

for (const form of document.querySelectorAll("form[data-says-day]")) sayDay(form);

// On a narrow screen the parts of a chart lie side by side, and one scrolls to the others; the one in view comes first.
const currentPart = document.querySelector(".chart-navigation [aria-current]");
if (currentPart) {
  const parts = currentPart.closest("ul");
  parts.scrollLeft = currentPart.offsetLeft - parts.offsetLeft;
}

// A menu closes when one goes elsewhere or presses Escape.
function closeMenus(except) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) if (menu !== except) menu.open = false;
}

document.addEventListener("click", (event) => closeMenus(event.target.closest("details[data-menu]")));

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest?.("details[data-menu][open]");
  if (menu) menu.querySelector("summary").focus();
  closeMenus();
});
