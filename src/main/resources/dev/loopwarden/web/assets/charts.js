// Draws each chart from the table behind it; without this script the table is what is seen.
(function () {
  "use strict";

  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const day = new Intl.DateTimeFormat("en", { month: "short", day: "numeric", timeZone: "UTC" });

  function read(table) {
    const heads = [...table.querySelectorAll("thead th")].map((th) => th.textContent.trim());
    const rows = [...table.querySelectorAll("tbody tr")].map((tr) => [...tr.cells]);
    rows.sort((a, b) => (a[0].textContent < b[0].textContent ? -1 : 1));
    const xs = rows.map((cells) => Date.parse(cells[0].textContent.trim()) / 1000);
    const series = heads.slice(1).map((label, i) => ({
      label,
      values: rows.map((cells) => (cells[i + 1].dataset.v === "" ? null : Number(cells[i + 1].dataset.v))),
    }));
    return { xs, series };
  }

  function legend(plot, holder, data, unit) {
    const names = document.createElement("div");
    names.className = "legend";
    const buttons = data.series.map((each, i) => {
      const button = document.createElement("button");
      button.type = "button";
      button.setAttribute("aria-pressed", "true");
      const ns = "http://www.w3.org/2000/svg";
      const line = document.createElementNS(ns, "svg");
      line.setAttribute("viewBox", "0 0 14 4");
      line.setAttribute("aria-hidden", "true");
      const rect = document.createElementNS(ns, "rect");
      rect.setAttribute("width", "14");
      rect.setAttribute("height", "4");
      rect.setAttribute("rx", "2");
      rect.setAttribute("fill", css("--s" + ((i % 9) + 1)));
      line.append(rect);
      const text = document.createElement("span");
      button.append(line, text);
      button.addEventListener("click", () => {
        const shown = button.getAttribute("aria-pressed") !== "true";
        button.setAttribute("aria-pressed", String(shown));
        plot.setSeries(i + 1, { show: shown });
      });
      names.append(button);
      return text;
    });
    const tell = (at) =>
      data.series.forEach((each, i) => {
        const value = each.values[at];
        buttons[i].textContent = each.label + (value === null || value === undefined ? "" : " " + value + unit);
      });
    tell(data.xs.length - 1);
    holder.after(names);
    return { names, tell };
  }

  function draw(holder) {
    const data = read(holder.parentElement.querySelector("table"));
    const bars = holder.dataset.bars === "yes";
    const unit = holder.dataset.unit ? "\u00a0" + holder.dataset.unit : "";
    const quiet = css("--quiet");
    const line = css("--line");
    let key;
    const options = {
      width: holder.clientWidth || 600,
      height: 230,
      legend: { show: false },
      cursor: bars ? { drag: { x: false, y: false }, points: { show: false } } : { drag: { x: false, y: false } },
      scales: {
        x: bars ? { time: true, range: (_, low, high) => [low - 302400, high + 302400] } : { time: true },
        y: { range: (_, low, high) => (unit.includes("%") ? [Math.max(0, Math.floor((low - 5) / 10) * 10), 100] : [0, Math.max(1, high * 1.1)]) },
      },
      axes: [
        { stroke: quiet, grid: { show: false }, ticks: { stroke: line }, values: (_, marks) => marks.map((s) => day.format(s * 1000)), space: 70 },
        { stroke: quiet, grid: { stroke: line, width: 1 }, ticks: { show: false }, values: (_, marks) => marks.map((v) => v + unit), size: 58 },
      ],
      series: [
        {},
        ...data.series.map((each, i) => {
          const colour = css("--s" + ((i % 9) + 1));
          return bars
            ? { label: each.label, stroke: colour, fill: colour, width: 0, points: { show: false },
                paths: uPlot.paths.bars({ size: [0.36, 26], align: i === 0 ? -1 : 1, gap: 1 }) }
            : { label: each.label, stroke: colour, width: 2, spanGaps: true, points: { show: data.xs.length < 16, size: 5 } };
        }),
      ],
      hooks: {
        setCursor: [(plot) => key && key.tell(plot.cursor.idx === null || plot.cursor.idx === undefined ? data.xs.length - 1 : plot.cursor.idx)],
      },
    };
    const plot = new uPlot(options, [data.xs, ...data.series.map((each) => each.values)], holder);
    const canvas = holder.querySelector("canvas");
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", holder.dataset.spoken);
    key = legend(plot, holder, data, unit);
    const watch = new ResizeObserver(() => plot.setSize({ width: holder.clientWidth, height: 230 }));
    watch.observe(holder);
    return () => {
      watch.disconnect();
      plot.destroy();
      key.names.remove();
    };
  }

  function drawAll() {
    return [...document.querySelectorAll(".plot")].map(draw);
  }

  document.querySelectorAll(".chart details").forEach((each) => each.removeAttribute("open"));
  let drawn = drawAll();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    drawn.forEach((remove) => remove());
    drawn = drawAll();
  });
})();
