// What is closed on the screen is open on paper; lines to be typed can be copied.
(() => {
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach(d => { d.open = true; }));
  document.querySelectorAll(".copyable").forEach(line => {
    const button = document.createElement("button");
    button.type = "button";
    const name = line.dataset.copy ? "Copy replay" : "Copy";
    button.textContent = name;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(line.dataset.copy || line.querySelector("code").textContent);
        button.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(line.querySelector("code"));
        button.textContent = "Selected";
      }
      setTimeout(() => { button.textContent = name; }, 1500);
    });
    line.append(button);
  });
})();
