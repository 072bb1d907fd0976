"use strict";

// The marks of the timeline: arrows move along a track, and what a mark says is shown below the picture. Without script
// each mark says it when pointed at, and the table says all of it.
const MOVES = { ArrowRight: 1, ArrowLeft: -1 };

function say(mark) {
  const said = mark.closest("[data-timeline]").querySelector("[data-timeline-said]");
  said.textContent = mark.querySelector("title").textContent;
}

function isMark(target) {
  return target.closest?.(".timeline-mark");
}

function goTo(from, to) {
  from.setAttribute("tabindex", "-1");
  to.setAttribute("tabindex", "0");
  to.focus();
}

document.addEventListener("keydown", (event) => {
  const mark = isMark(event.target);
  if (!mark) return;
  const marks = [...mark.parentNode.querySelectorAll(".timeline-mark")];
  const place = { Home: 0, End: marks.length - 1 }[event.key] ?? marks.indexOf(mark) + (MOVES[event.key] ?? 0);
  if (place === marks.indexOf(mark) || !marks[place]) return;
  event.preventDefault();
  goTo(mark, marks[place]);
});

for (const told of ["focusin", "pointerover"]) {
  document.addEventListener(told, (event) => {
    const mark = isMark(event.target);
    if (mark) say(mark);
  });
}

// With script the choice is taken at once, and there is somewhere to read what a mark says.
function ready() {
  for (const said of document.querySelectorAll("[data-timeline-said]")) said.hidden = false;
  for (const button of document.querySelectorAll("[data-without-script]")) button.hidden = true;
}

ready();
document.addEventListener("htmx:afterSwap", ready);
