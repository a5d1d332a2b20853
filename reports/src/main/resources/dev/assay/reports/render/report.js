"use strict";
(() => {
  const backends = JSON.parse(document.body.dataset.backends);
  const divs = [...document.querySelectorAll(".chart")];
  const style = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const round = x => x >= 1000 ? Math.round(x).toLocaleString("en").replaceAll(",", "\u202f") : String(Number(x.toPrecision(3)));

  function tooltip(panel, layer) {
    const box = document.createElement("div");
    box.append(panel.layers[layer]);
    for (const bars of panel.bars) {
      const bar = bars.bars[layer];
      const line = document.createElement("div");
      line.append(bars.backend + ": " + (bar.value === null
        ? bar.letter ? "no speed, verdict " + bar.letter : "not timed"
        : round(bar.value) + " " + panel.metric.unit + " (" + round(bar.low) + "–" + round(bar.high) + ")" + (bar.remark && ", " + bar.remark)));
      box.append(line);
    }
    return box;
  }

  // Charts of one network and unit share their scale, so that they can be compared.
  function scale(div, unit) {
    const values = [...div.closest(".charts").querySelectorAll(".chart")]
      .map(other => JSON.parse(other.dataset.panel))
      .filter(panel => panel.metric.unit === unit)
      .flatMap(panel => panel.bars.flatMap(bars => bars.bars.map(bar => bar.high || 0)));
    const step = Math.max(...values, 1e-9) / 4;
    const power = 10 ** Math.floor(Math.log10(step));
    const interval = [1, 2, 2.5, 5, 10].map(x => x * power).find(x => x >= step);
    return { interval, max: interval * Math.ceil(Math.max(...values, 1e-9) / interval) };
  }

  // The 95 % interval of each bar. The chart library tells where it put a bar, but has no error bars.
  function whiskers(chart, panel, colour) {
    return panel.bars.flatMap((bars, series) => {
      const data = chart.getModel().getSeriesByIndex(series).getData();
      return bars.bars.flatMap((bar, layer) => {
        const box = data.getItemLayout(layer);
        if (bar.value === null || !box || bar.high === bar.low) return [];
        const x = box.x + box.width / 2;
        const [low, high] = [bar.low, bar.high].map(y => chart.convertToPixel({ yAxisIndex: 0 }, y));
        return [{ type: "line", silent: true, z: 100, shape: { x1: x, y1: low, x2: x, y2: high }, style: { stroke: colour, lineWidth: 1.2 } }];
      });
    });
  }

  function draw(div) {
    const panel = JSON.parse(div.dataset.panel);
    const { interval, max } = scale(div, panel.metric.unit);
    const chart = echarts.getInstanceByDom(div) || echarts.init(div, null, { renderer: "svg" });
    const crowded = chart.getWidth() / panel.layers.length < 64;
    const text = { color: style("--soft"), fontSize: 11 };
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { left: 2, right: 4, top: 10, bottom: 8, containLabel: true },
      tooltip: {
        trigger: "axis", axisPointer: { type: "shadow", shadowStyle: { opacity: .25 } }, confine: true,
        backgroundColor: style("--page"), borderColor: style("--rule"),
        textStyle: { color: style("--text"), fontSize: 12 },
        formatter: points => tooltip(panel, points[0].dataIndex)
      },
      xAxis: {
        type: "category", data: panel.layers, axisTick: { show: false },
        axisLine: { lineStyle: { color: style("--text") } },
        axisLabel: { ...text, interval: 0, rotate: crowded ? 40 : 0 }
      },
      yAxis: {
        type: "value", max, interval, axisLabel: text,
        splitLine: { lineStyle: { color: style("--hair") } }
      },
      series: panel.bars.map(bars => ({
        type: "bar", name: bars.backend, barMaxWidth: 18, barGap: "8%", barCategoryGap: "28%",
        itemStyle: { color: style("--series-" + backends.indexOf(bars.backend) % 8) },
        data: bars.bars.map(bar => bar.value !== null ? bar.value : {
          value: 0,
          label: { show: bar.letter !== "", formatter: bar.letter, position: "top", distance: 1, fontSize: 11, fontWeight: "bold", color: style("--fail") }
        })
      }))
    }, true);
    chart.setOption({ graphic: whiskers(chart, panel, style("--text")) });
    // Lets the style sheet fit the drawing to a printed page.
    div.querySelector("svg").setAttribute("viewBox", `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
  }

  const drawAll = () => divs.forEach(draw);
  drawAll();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  matchMedia("print").addEventListener("change", drawAll);
  new ResizeObserver(() => {
    if (matchMedia("print").matches) return;
    divs.forEach(div => { echarts.getInstanceByDom(div).resize(); draw(div); });
  }).observe(document.body);

  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach(d => { d.open = true; }));
  document.querySelectorAll(".copyable").forEach(line => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(line.querySelector("code").textContent);
        button.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(line.querySelector("code"));
        button.textContent = "Selected";
      }
      setTimeout(() => { button.textContent = "Copy"; }, 1500);
    });
    line.append(button);
  });
})();
