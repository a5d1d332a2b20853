"use strict";
// What all charts have in common: the colours of the style sheet, and when they are drawn.
const charts = (() => {
  const backends = JSON.parse(document.body.dataset.backends);
  const drawings = [];
  const style = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const colour = backend => style("--series-" + backends.indexOf(backend) % 8);
  const round = x => x >= 1000 ? Math.round(x).toLocaleString("en").replaceAll(",", "\u202f") : String(Number(x.toPrecision(3)));
  const font = () => getComputedStyle(document.body).fontFamily;
  const label = () => ({ color: style("--soft"), fontSize: 11 });
  const tooltip = () => ({
    confine: true, backgroundColor: style("--page"), borderColor: style("--rule"),
    textStyle: { color: style("--text"), fontSize: 12 }
  });

  // A tool tip of text alone, whatever is in it.
  function lines(...texts) {
    const box = document.createElement("div");
    for (const text of texts) {
      const line = document.createElement("div");
      line.append(text);
      box.append(line);
    }
    return box;
  }

  function draw({ div, data, options, graphics }) {
    const chart = echarts.getInstanceByDom(div) || echarts.init(div, null, { renderer: "svg" });
    chart.setOption({ animation: false, textStyle: { fontFamily: font() }, ...options(data, chart, div) }, true);
    chart.setOption({ graphic: graphics(data, chart) });
    // Lets the style sheet fit the drawing to a printed page.
    div.querySelector("svg").setAttribute("viewBox", `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
  }

  // Draws every element with a data attribute of this name, now and whenever that changes its looks.
  // The graphics go on top, once the chart library has placed everything else.
  function show(name, options, graphics) {
    for (const div of document.querySelectorAll(`[data-${name}]`)) {
      const drawing = { div, data: JSON.parse(div.dataset[name]), options, graphics };
      drawings.push(drawing);
      draw(drawing);
    }
  }

  const drawAll = () => drawings.forEach(draw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  matchMedia("print").addEventListener("change", drawAll);
  new ResizeObserver(() => {
    if (matchMedia("print").matches) return;
    drawings.forEach(({ div }) => echarts.getInstanceByDom(div).resize());
    drawAll();
  }).observe(document.body);

  return { style, colour, round, font, label, tooltip, lines, show };
})();
