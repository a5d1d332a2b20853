"use strict";
// What the machine can do at most, and how close every problem comes.
(() => {
  const { style, colour, round, plain, font, label, tooltip, lines, byMouse } = charts;
  const SYMBOLS = ["circle", "triangle", "diamond", "rect", "roundRect", "arrow", "pin"];
  const threads = count => count + (count === 1 ? " thread" : " threads");

  // Everything that is drawn, and room for the names of the lines.
  function range(roofline) {
    const points = roofline.clouds.flatMap(cloud => cloud.points);
    const xs = [...points.map(point => point.intensity), ...roofline.lines.map(line => line.peak / line.bandwidth)];
    const x = [Math.min(...xs) / 1.5, Math.max(...xs) * 4];
    const ys = [...points.map(point => point.rate), ...roofline.lines.flatMap(line => [line.peak, line.bandwidth * x[0]])];
    return { x, y: [Math.min(...ys) / 1.5, Math.max(...ys) * 1.8] };
  }

  const corners = (line, [left, right]) =>
    [[left, line.bandwidth * left], [line.peak / line.bandwidth, line.peak], [right, line.peak]];

  const axis = ([min, max]) => ({
    type: "log", min, max,
    axisLabel: { ...label(), showMinLabel: false, showMaxLabel: false, formatter: plain },
    axisLine: { show: true, lineStyle: { color: style("--text") } },
    splitLine: { show: true, lineStyle: { color: style("--hair") } }
  });

  function options(roofline) {
    const { x, y } = range(roofline);
    return {
      grid: { left: 2, right: 14, top: 34, bottom: 24, containLabel: true },
      legend: {
        left: 0, top: 0, itemWidth: 10, itemHeight: 10, itemGap: 18,
        data: roofline.clouds.map(cloud => cloud.backend),
        inactiveColor: style("--rule"), textStyle: { color: style("--text"), fontSize: 13 }
      },
      tooltip: {
        ...tooltip(), trigger: "item",
        formatter: ({ seriesName, data: { point } }) => lines(
          point.name, [seriesName + ": " + round(point.rate) + " GFLOP/s, " + point.roof + " of roof", point.row],
          round(point.intensity) + " operations per byte")
      },
      xAxis: {
        ...axis(x), name: "floating-point operations per byte", nameLocation: "middle", nameGap: 26,
        nameTextStyle: label()
      },
      yAxis: axis(y),
      series: [
        ...roofline.lines.map(line => ({
          type: "line", silent: true, showSymbol: false, data: corners(line, x), z: 1,
          lineStyle: { color: style(line.usual ? "--text" : "--soft"), width: line.usual ? 1.6 : 1, opacity: line.usual ? 1 : .55 }
        })),
        ...roofline.clouds.map((cloud, i) => ({
          type: "scatter", name: cloud.backend, symbol: SYMBOLS[i % SYMBOLS.length], symbolSize: 8, z: 2,
          itemStyle: { color: colour(cloud.backend) }, // that of the legend
          data: cloud.points.map(point => ({
            value: [point.intensity, point.rate], point,
            itemStyle: point.forward
              ? { opacity: .85 }
              : { color: "transparent", borderColor: colour(cloud.backend), borderWidth: 1.3 }
          }))
        }))
      ]
    };
  }

  // Names of the lines: the peaks at their ends, the bandwidth along the slope, where few points are.
  function names(roofline, chart) {
    const { x } = range(roofline);
    const name = (text, line, [px, py], rotation, align, verticalAlign) => ({
      type: "text", silent: true, z: 100, x: px, y: py, rotation,
      style: {
        text, align, verticalAlign, font: "11px " + font(), fill: style(line.usual ? "--text" : "--soft"),
        stroke: style("--page"), lineWidth: 3
      }
    });
    return roofline.lines.flatMap(line => {
      const [start, corner, end] = corners(line, x).map(point => chart.convertToPixel({ xAxisIndex: 0, yAxisIndex: 0 }, point));
      const peak = round(line.peak) + " GFLOP/s, " + line.label;
      if (!line.usual) return [name(peak, line, [end[0] - 2, end[1] + 2], 0, "right", "top")];
      const angle = Math.atan2(start[1] - corner[1], corner[0] - start[0]);
      const [along, off] = [.7, 3];
      const place = [
        start[0] + along * (corner[0] - start[0]) - off * Math.sin(angle),
        start[1] + along * (corner[1] - start[1]) - off * Math.cos(angle)
      ];
      return [
        name(peak, line, [end[0] - 2, end[1] - 2], 0, "right", "bottom"),
        name(round(line.bandwidth) + " GB/s", line, place, angle, "center", "bottom")
      ];
    });
  }

  // A point leads to its row.
  const clicks = row => chart => chart.on("click", ({ data, event }) => {
    if (byMouse(event)) places.lead(row(data));
  });

  charts.show("roofline", options, names, clicks(({ point }) => point.row));

  // How the limits grow with the number of threads.
  charts.show("scaling", curves => {
    const points = curves.flatMap(curve => curve.points);
    const [least, most] = [Math.min, Math.max].map(pick => pick(...points.map(point => point[0])));
    const axis = { type: "log", logBase: 2, axisLabel: { ...label(), formatter: plain }, splitLine: { show: true, lineStyle: { color: style("--hair") } } };
    return {
      grid: { left: 2, right: 14, top: 30, bottom: 24, containLabel: true },
      legend: {
        left: 0, top: 0, itemWidth: 22, itemHeight: 9, itemGap: 18, selectedMode: false,
        textStyle: { color: style("--text"), fontSize: 12 }
      },
      tooltip: {
        ...tooltip(), trigger: "item",
        formatter: ({ seriesName, data: [count, factor] }) => lines(seriesName, [threads(count) + ": " + factor.toFixed(2) + "×", "roof-" + count])
      },
      xAxis: { ...axis, min: least, max: most, name: "threads", nameLocation: "middle", nameGap: 24, nameTextStyle: label() },
      yAxis: { ...axis, min: Math.min(1, ...points.map(point => point[1])), max: Math.max(most / least, ...points.map(point => point[1])) },
      series: [
        ...curves.map((curve, i) => ({
          type: "line", name: curve.name, data: curve.points, symbol: SYMBOLS[i], symbolSize: 8,
          itemStyle: { color: style(i === 0 ? "--text" : "--link") }, lineStyle: { width: 1.6 }
        })),
        {
          type: "line", name: "in proportion", data: [[least, 1], [most, most / least]], silent: true, symbol: "none",
          itemStyle: { color: style("--soft") }, lineStyle: { width: 1, type: "dashed" }
        }
      ]
    };
  }, () => [], clicks(([count]) => "roof-" + count));
})();
