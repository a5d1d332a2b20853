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

  const all = table => [...table.querySelectorAll(".opens")].filter(opener => !opener.closest("tr").hidden);

  // The tabulator stops once in a table, or it would take thousands to get past all; arrows go on.
  function stopAt(table, opener) {
    table.querySelectorAll(".opens").forEach(other => { other.tabIndex = other === opener ? 0 : -1; });
  }

  const column = opener => opener.closest("td, th").cellIndex;
  const NEXT = {
    ArrowRight: (openers, i) => openers[i + 1],
    ArrowLeft: (openers, i) => openers[i - 1],
    ArrowDown: (openers, i) => openers.slice(i + 1).find(other => column(other) === column(openers[i])),
    ArrowUp: (openers, i) => openers.slice(0, i).reverse().find(other => column(other) === column(openers[i]))
  };

  document.querySelectorAll(".opens").forEach(opener => {
    opener.setAttribute("role", "button");
    opener.setAttribute("aria-expanded", "false");
    opener.addEventListener("focus", () => stopAt(opener.closest("table"), opener));
    opener.addEventListener("keydown", event => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        toggle(opener);
      } else if (NEXT[event.key]) {
        event.preventDefault();
        const openers = all(opener.closest("table"));
        NEXT[event.key](openers, openers.indexOf(opener))?.focus();
      }
    });
  });

  // What is filtered out is no stop.
  const stop = () => document.querySelectorAll("table").forEach(table => {
    const openers = all(table);
    if (!openers.some(opener => opener.tabIndex === 0)) stopAt(table, openers[0]);
  });
  stop();
  addEventListener("input", stop);

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
