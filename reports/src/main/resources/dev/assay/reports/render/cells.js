// What a cell holds is shown below its row, for those who have no mouse to point with.
(() => {
  function show(cell) {
    const row = cell.closest("tr");
    const open = cell.getAttribute("aria-expanded") === "true";
    const below = row.nextElementSibling;
    if (below && below.className === "details-of-cell") below.remove();
    row.querySelectorAll(".cell[aria-expanded]").forEach(other => other.removeAttribute("aria-expanded"));
    if (open) return;
    cell.setAttribute("aria-expanded", "true");
    const details = document.createElement("tr");
    details.className = "details-of-cell";
    const place = document.createElement("td");
    place.colSpan = row.cells.length;
    const text = document.createElement("pre");
    text.textContent = cell.title;
    place.append(text);
    details.append(place);
    row.after(details);
  }

  document.querySelectorAll(".cell[title]").forEach(cell => {
    cell.tabIndex = 0;
    cell.setAttribute("role", "button");
    cell.addEventListener("click", () => show(cell));
    cell.addEventListener("keydown", event => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        show(cell);
      }
    });
  });
})();
