"use strict";
// Tables that can be sorted by any column and filtered by what is typed.
const tables = (() => {
  // What was opened in a row, or in all rows of a table, stands in rows of its own.
  function closeDetails(part) {
    const rows = part.matches("tr") ? [part.nextElementSibling] : [...part.querySelectorAll("tr")];
    rows.filter(row => row && row.className === "details-of-cell").forEach(row => row.remove());
    part.querySelectorAll("[aria-expanded]").forEach(opener => opener.setAttribute("aria-expanded", "false"));
  }

  const number = text => {
    const match = text.replaceAll("\u202f", "").replaceAll("−", "-").match(/^\s*[~±<]*\s*(-?[\d.]+(?:e-?\d+)?|∞)/);
    return match ? match[1] === "∞" ? Infinity : Number(match[1]) : NaN;
  };
  const value = cell => {
    // An interval or a remark in an element of its own is no part of the number before it.
    const words = cell => [...cell.childNodes].map(node => node.textContent).join(" ");
    // As Java prints it: 4.98E-4, Infinity.
    const exact = cell?.dataset.value || "";
    const text = (exact || (cell ? words(cell) : "")).trim();
    return { text, number: exact === "" || Number.isNaN(Number(exact)) ? number(text) : Number(exact) };
  };

  function sort(table, column, descending) {
    closeDetails(table);
    const body = table.tBodies[0];
    const rows = [...body.rows].map(row => ({ row, value: value(row.cells[column]) }));
    // A column of numbers may hold words where there is no number: they come last.
    const numbers = 2 * rows.filter(r => !Number.isNaN(r.value.number)).length > rows.length;
    const missing = r => numbers ? Number.isNaN(r.value.number) : r.value.text === "";
    rows.sort((a, b) => {
      if (missing(a) || missing(b)) return missing(a) - missing(b);
      const order = numbers ? a.value.number - b.value.number : a.value.text.localeCompare(b.value.text, "en", { numeric: true });
      return descending ? -order : order;
    });
    body.append(...rows.map(r => r.row));
    table.classList.add("sorted");
  }

  document.querySelectorAll("table.sortable").forEach(table => {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      if (head.textContent.trim() === "") return;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const descending = head.getAttribute("aria-sort") === "ascending";
        heads.forEach(other => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", descending ? "descending" : "ascending");
        sort(table, column, descending);
      });
    });
  });

  document.querySelectorAll("table.filterable").forEach(table => {
    const box = document.createElement("div");
    box.className = "filter";
    const label = document.createElement("label");
    label.textContent = "Show rows with ";
    const input = document.createElement("input");
    input.type = "search";
    input.placeholder = table.dataset.example || "";
    label.append(input);
    const count = document.createElement("span");
    count.className = "soft";
    count.setAttribute("role", "status");
    box.append(label, count);
    table.closest(".scroll").before(box);
    input.addEventListener("input", () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(word => word !== "");
      table.classList.toggle("filtered", words.length > 0);
      let shown = 0;
      closeDetails(table);
      for (const row of table.tBodies[0].rows) {
        const text = (row.textContent + " " + (row.dataset.text || "")).toLowerCase();
        row.hidden = !words.every(word => text.includes(word));
        shown += row.hidden ? 0 : 1;
      }
      count.textContent = words.length === 0 ? "" : shown + " of " + table.tBodies[0].rows.length + " rows";
    });
  });

  function showAll(table) {
    const input = table.closest(".scroll").previousElementSibling.querySelector("input");
    input.value = "";
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  return { closeDetails, showAll };
})();
