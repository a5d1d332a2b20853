"use strict";
// What a number rests on is shown below its row: its title, for those who have no mouse to point
// with, and what stands in its template.
const cells = (() => {
  function open(opener) {
    const row = opener.closest("tr");
    tables.closeDetails(row);
    opener.setAttribute("aria-expanded", "true");
    const details = document.createElement("tr");
    details.className = "details-of-cell";
    const place = document.createElement("td");
    place.colSpan = row.closest("table").tHead.rows[0].cells.length;
    const box = document.createElement("div");
    if (opener.title !== "") {
      const text = document.createElement("pre");
      text.textContent = opener.title;
      box.append(text);
    }
    const template = opener.querySelector("template");
    if (template) box.append(template.content.cloneNode(true));
    box.querySelectorAll(".copyable").forEach(page.copyable);
    place.append(box);
    details.append(place);
    row.after(details);
  }

  function toggle(opener) {
    if (opener.getAttribute("aria-expanded") === "true") tables.closeDetails(opener.closest("tr"));
    else open(opener);
  }

  document.querySelectorAll(".opens").forEach(opener => {
    opener.tabIndex = 0;
    opener.setAttribute("role", "button");
    opener.setAttribute("aria-expanded", "false");
    opener.addEventListener("keydown", event => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        toggle(opener);
      }
    });
  });

  // A row that has one thing to open can be pressed anywhere.
  addEventListener("click", event => {
    const row = event.target.closest("tr");
    if (!row || event.target.closest("a, button") || !getSelection().isCollapsed) return;
    const openers = row.querySelectorAll(".opens");
    const opener = event.target.closest(".opens") || (openers.length === 1 ? openers[0] : null);
    if (opener) toggle(opener);
  });

  return { open };
})();
