"use strict";
// How a network learns: a line for each backend, in its colour, and learning rate, dashed in its way.
(() => {
  const { style, colour, round, label, tooltip, lines } = charts;
  const DASHES = ["solid", [8, 4], [2, 3], [9, 3, 2, 3]]; // those of the style sheet
  const REFERENCE = "reference";

  // What grows beyond all bounds is not to flatten the rest.
  function top(chart) {
    const first = Math.max(...chart.lines.map(line => line.points.length ? line.points[0][1] : 0));
    const all = Math.max(...chart.lines.flatMap(line => line.points.map(point => point[1])), 0);
    return chart.unit === "%" || all <= 2 * first ? undefined : Math.ceil(2 * first);
  }

  const axis = () => ({
    type: "value", axisLabel: { ...label(), formatter: x => x < 1000 ? String(x) : round(x) },
    axisLine: { show: true, lineStyle: { color: style("--text") } },
    splitLine: { show: true, lineStyle: { color: style("--hair") } }
  });

  charts.show("lines", chart => {
    const steps = Math.max(...chart.lines.flatMap(line => line.points.map(point => point[0])), 1);
    const several = chart.rates.length > 1;
    // One line of each learning rate says so at its end: dashes cannot be told where lines are noisy.
    const longest = rate => several && chart.lines.filter(line => line.rate === rate)
      .reduce((a, b) => b.points.length > a.points.length ? b : a);
    const name = line => line.name + (several ? ", " + chart.rates[line.rate] : "");
    return {
      grid: { left: 2, right: 40, top: 34, bottom: 24, containLabel: true },
      legend: {
        left: 0, top: 0, itemWidth: 10, itemHeight: 10, itemGap: 18, icon: "rect",
        data: [...new Set(chart.lines.map(line => line.name))],
        inactiveColor: style("--rule"), textStyle: { color: style("--text"), fontSize: 13 }
      },
      tooltip: {
        ...tooltip(), trigger: "axis", axisPointer: { type: "line", lineStyle: { color: style("--soft") } },
        formatter: points => lines("step " + points[0].value[0], ...points.map(point =>
          name(chart.lines[point.seriesIndex]) + ": " + (chart.unit === "%" ? point.value[1].toFixed(1) + " %" : point.value[1].toFixed(5))))
      },
      xAxis: { ...axis(), min: 0, max: steps, minInterval: 1, name: "step", nameLocation: "middle", nameGap: 24, nameTextStyle: label() },
      yAxis: { ...axis(), min: 0, max: top(chart) },
      series: chart.lines.map(line => ({
        type: "line", name: line.name, data: line.points, symbol: "circle", symbolSize: 4,
        showSymbol: line.points.length < 30,
        endLabel: { show: line === longest(line.rate), formatter: chart.rates[line.rate], color: style("--text") },
        itemStyle: { color: line.name === REFERENCE ? style("--text") : colour(line.name) },
        lineStyle: { width: 1.4, type: DASHES[line.rate % DASHES.length] }
      }))
    };
  }, () => [], () => {});
})();
