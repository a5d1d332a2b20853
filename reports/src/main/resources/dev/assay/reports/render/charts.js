"use strict";
// What all charts have in common: the colours of the style sheet, and when they are drawn.
const charts = (() => {
  const backends = JSON.parse(document.body.dataset.backends);
  const drawings = [];
  const style = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const colour = backend => style("--series-" + backends.indexOf(backend) % 8);
  const round = x => x >= 999.5 ? Number(x.toPrecision(3)).toLocaleString("en").replaceAll(",", "\u202f") : x.toPrecision(3);
  // What is round by itself: 10, not 10.0.
  const plain = x => x >= 999.5 ? round(x) : String(Number(x.toPrecision(3)));
  const font = () => getComputedStyle(document.body).fontFamily;
  const label = () => ({ color: style("--soft"), fontSize: 11 });
  // Who has no mouse reaches the tool tip, and what it leads to.
  const tooltip = () => ({
    confine: true, enterable: matchMedia("(hover: none)").matches, backgroundColor: style("--page"), borderColor: style("--rule"),
    textStyle: { color: style("--text"), fontSize: 12 }
  });

  // A tool tip of text alone, whatever is in it. A line that is [text, row] leads to that row.
  function lines(...texts) {
    const box = document.createElement("div");
    for (const [text, row] of texts.map(line => [line].flat())) {
      const line = document.createElement("div");
      line.append(text);
      if (row) {
        line.className = "leads";
        line.addEventListener("click", () => places.lead(row));
      }
      box.append(line);
    }
    return box;
  }

  // A finger shows the tool tip first.
  const byMouse = event => !event.event.zrByTouch;

  function draw({ div, data, options, graphics }) {
    const chart = echarts.getInstanceByDom(div) || echarts.init(div, null, { renderer: "svg" });
    chart.setOption({ animation: false, textStyle: { fontFamily: font() }, ...options(data, chart, div) }, true);
    chart.setOption({ graphic: graphics(data, chart) });
    // Lets the style sheet fit the drawing to a printed page.
    div.querySelector("svg").setAttribute("viewBox", `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
  }

  // Draws every element with a data attribute of this name, now and whenever that changes its looks.
  // The graphics go on top, once the chart library has placed everything else; the clicks are
  // listened to from then on.
  function show(name, options, graphics, clicks) {
    for (const div of document.querySelectorAll(`[data-${name}]`)) {
      const drawing = { div, data: JSON.parse(div.dataset[name]), options, graphics };
      drawings.push(drawing);
      draw(drawing);
      clicks(echarts.getInstanceByDom(div), drawing.data);
    }
  }

  const drawAll = () => drawings.forEach(draw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  matchMedia("print").addEventListener("change", drawAll);
  // A page gets longer whenever something is opened; that is nothing to charts.
  let width = document.body.clientWidth;
  new ResizeObserver(() => {
    if (matchMedia("print").matches || document.body.clientWidth === width) return;
    width = document.body.clientWidth;
    drawings.forEach(({ div }) => {
      const chart = echarts.getInstanceByDom(div);
      chart.dispatchAction({ type: "hideTip" }); // it could not be moved while it is drawn anew
      chart.resize();
    });
    drawAll();
  }).observe(document.body);

  return { style, colour, round, plain, font, label, tooltip, lines, byMouse, show };
})();
