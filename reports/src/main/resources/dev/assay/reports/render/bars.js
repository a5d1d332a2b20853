"use strict";
// Rates by layer and backend.
(() => {
  const { style, colour, round, label, tooltip, lines, byMouse } = charts;

  const rate = (bar, unit) => bar.value !== null
    ? round(bar.value) + " " + unit + (bar.low === bar.high ? "" : " (" + round(bar.low) + "–" + round(bar.high) + ")") + (bar.remark && ", " + bar.remark)
    : bar.letter ? "no speed, verdict " + bar.letter : "not timed";

  // Charts of one network and unit share their scale, so that they can be compared.
  function scale(div, unit) {
    const values = [...div.closest(".charts").querySelectorAll("[data-panel]")]
      .map(other => JSON.parse(other.dataset.panel))
      .filter(panel => panel.metric.unit === unit)
      .flatMap(panel => panel.bars.flatMap(bars => bars.bars.map(bar => bar.high || 0)));
    const step = Math.max(...values, 1e-9) / 4;
    const power = 10 ** Math.floor(Math.log10(step));
    const interval = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map(x => Number((x * power).toPrecision(2))).find(x => x >= step);
    return { interval, max: interval * Math.ceil(Math.max(...values, 1e-9) / interval) };
  }

  // Where the chart library put a bar; far away if it has none.
  function middle(chart, series, layer) {
    const box = chart.getModel().getSeriesByIndex(series).getData().getItemLayout(layer);
    return box ? box.x + box.width / 2 : Infinity;
  }

  // The 95 % interval of each bar, which the chart library cannot draw.
  function whiskers(panel, chart) {
    return panel.bars.flatMap((bars, series) => bars.bars.flatMap((bar, layer) => {
      const x = middle(chart, series, layer);
      if (bar.value === null || bar.high === bar.low || x === Infinity) return [];
      const [low, high] = [bar.low, bar.high].map(y => chart.convertToPixel({ yAxisIndex: 0 }, y));
      return [{ type: "line", silent: true, z: 100, shape: { x1: x, y1: low, x2: x, y2: high }, style: { stroke: style("--text"), lineWidth: 1.2 } }];
    }));
  }

  // The bar nearest to where somebody clicked leads to its row: bars may be as low as a line.
  function clicks(chart, panel) {
    chart.getZr().on("click", event => {
      if (!byMouse(event)) return;
      const bars = panel.bars.flatMap((bars, series) => bars.bars.map((bar, layer) => (
        { row: bar.row, distance: Math.abs(middle(chart, series, layer) - event.offsetX) })));
      const nearest = bars.filter(bar => bar.row !== "").sort((a, b) => a.distance - b.distance)[0];
      if (nearest) places.lead(nearest.row);
    });
  }

  charts.show("panel", (panel, chart, div) => ({
    grid: { left: 2, right: 4, top: 10, bottom: 8, containLabel: true },
    tooltip: {
      ...tooltip(), trigger: "axis", axisPointer: { type: "shadow", shadowStyle: { opacity: .25 } },
      formatter: points => lines(
        panel.layers[points[0].dataIndex],
        ...panel.bars.map(bars => {
          const bar = bars.bars[points[0].dataIndex];
          return [bars.backend + ": " + rate(bar, panel.metric.unit), bar.row];
        }))
    },
    xAxis: {
      type: "category", data: panel.layers, axisTick: { show: false },
      axisLine: { lineStyle: { color: style("--text") } },
      axisLabel: { ...label(), interval: 0, rotate: chart.getWidth() / panel.layers.length < 64 ? 40 : 0 }
    },
    yAxis: {
      type: "value", ...scale(div, panel.metric.unit), axisLabel: label(),
      splitLine: { lineStyle: { color: style("--hair") } }
    },
    series: panel.bars.map(bars => ({
      type: "bar", name: bars.backend, barMaxWidth: 18, barGap: "8%", barCategoryGap: "28%",
      itemStyle: { color: colour(bars.backend) },
      data: bars.bars.map(bar => bar.value !== null ? bar.value : {
        value: 0,
        label: { show: bar.letter !== "", formatter: bar.letter, position: "top", distance: 1, fontSize: 11, fontWeight: "bold", color: style("--fail") }
      })
    }))
  }), whiskers, clicks);
})();
