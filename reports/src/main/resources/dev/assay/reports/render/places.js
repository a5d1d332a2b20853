"use strict";
// Leads to the place in the page that the address names, whatever hides it: a section that is
// closed, a filter. A row is marked, and opened if it can be.
const places = (() => {
  function show() {
    document.querySelectorAll(".reached").forEach(row => row.classList.remove("reached"));
    const place = document.getElementById(location.hash.slice(1));
    if (!place) return;
    for (let section = place.closest("details"); section; section = section.parentElement.closest("details")) {
      section.open = true;
    }
    const row = place.matches("tr");
    if (row) {
      if (place.hidden) tables.showAll(place.closest("table"));
      place.classList.add("reached");
      const openers = place.querySelectorAll(".opens");
      if (openers.length === 1) cells.open(openers[0]);
    }
    place.scrollIntoView({ block: row ? "center" : "start" });
  }

  // Back leads back.
  function lead(id) {
    if (location.hash === "#" + id) show();
    else location.hash = id;
  }

  addEventListener("hashchange", show);
  addEventListener("load", show);
  return { lead };
})();
