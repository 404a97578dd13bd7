// Draws a chart with Plotly, which is loaded with the first chart of a page and not before.

let loading;

function load(address) {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => resolve(globalThis.Plotly);
    script.onerror = () => {
      loading = undefined;
      reject(new Error(`${address} cannot be loaded.`));
    };
    document.head.append(script);
  });
  return loading;
}

// The theme's colours are CSS expressions; only an element that has them knows what they are.
function resolve(frame, color) {
  const probe = document.createElement("span");
  probe.style.color = color;
  frame.append(probe);
  const resolved = getComputedStyle(probe).color;
  probe.remove();
  return resolved;
}

function themeOf(frame, colors) {
  return {
    ink: resolve(frame, "var(--colorNeutralForeground2)"),
    paper: resolve(frame, "var(--colorNeutralBackground1)"),
    grid: resolve(frame, "var(--colorNeutralStroke3)"),
    axis: resolve(frame, "var(--colorNeutralStroke1)"),
    mark: resolve(frame, "var(--colorNeutralForeground1)"),
    lines: colors.map(color => resolve(frame, color)),
    font: getComputedStyle(frame).fontFamily,
  };
}

export async function create(frame, component, { script, colors }) {
  const plotly = await load(new URL(script, document.baseURI).href);
  const config = { displayModeBar: false, doubleClick: false, showTips: false };
  let theme = themeOf(frame, colors);
  let lines = [];
  let marks = [];
  let view = null;
  let stopped = false;
  let width = 0;

  // Plotly writes times in UTC: it is given times that are off by the reader's distance from it.
  const onReadersClock = time => time - new Date(time).getTimezoneOffset() * 60000;

  const axis = { fixedrange: true, color: theme.ink, automargin: true };

  const layout = () => ({
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    font: { family: theme.font, size: 12, color: theme.ink },
    showlegend: false,
    dragmode: false,
    hovermode: marks.length > 0 ? "closest" : "x unified",
    hoverlabel: { bgcolor: theme.paper, bordercolor: theme.axis, font: { color: theme.ink, family: theme.font }, namelength: 60 },
    margin: { l: 56, r: 12, t: 28, b: 36 },
    annotations: !view.unit ? [] : [{
      text: view.unit, showarrow: false, xref: "paper", yref: "paper", x: 0, y: 1, xanchor: "left", yanchor: "bottom", yshift: 4,
    }],
    xaxis: {
      ...axis, type: "date", range: [onReadersClock(view.from), onReadersClock(view.to)], gridcolor: theme.grid,
      linecolor: theme.axis, tickformat: view.to - view.from > 1200000 ? "%H:%M" : "%H:%M:%S", hoverformat: "%H:%M:%S", nticks: Math.max(4, Math.round(width / 90)),
    },
    yaxis: { ...axis, rangemode: "tozero", gridcolor: theme.grid, zerolinecolor: theme.axis, exponentformat: "SI", nticks: 6 },
  });

  const traces = () => [
    ...lines.map((line, index) => ({
      type: "scatter", mode: "lines", name: line.name, x: line.x.map(onReadersClock), y: line.y, connectgaps: false,
      line: { color: theme.lines[index % theme.lines.length], width: 2 },
      hovertemplate: `%{y:.4~g} ${view.unit}<extra>%{fullData.name}</extra>`,
    })),
    {
      type: "scatter", mode: "markers", name: "", visible: marks.length > 0, x: marks.map(mark => onReadersClock(mark.x)), y: marks.map(mark => mark.y),
      text: marks.map(mark => mark.name), customdata: marks.map(mark => mark.id), hovertemplate: `%{y:.4~g} ${view.unit}<br>%{text}<extra></extra>`,
      marker: { size: 9, symbol: "diamond", color: theme.mark, line: { color: theme.paper, width: 1 } },
    },
  ];

  const render = async () => {
    if (stopped || view === null || document.hidden) {
      return;
    }
    const isFirst = !frame.classList.contains("js-plotly-plot");
    await plotly.react(frame, traces(), layout(), config);
    if (isFirst && !stopped) {
      frame.on("plotly_click", event => {
        const mark = event.points.find(point => point.customdata !== undefined);
        if (mark) {
          component.invokeMethodAsync("OnMarkClickedAsync", mark.customdata);
        }
      });
    }
  };

  const retheme = () => {
    theme = themeOf(frame, colors);
    axis.color = theme.ink;
    return render();
  };

  const resized = () => {
    const now = Math.floor(frame.clientWidth);
    if (now > 0 && now !== width) {
      width = now;
      component.invokeMethodAsync("OnResizedAsync", now);
      if (view !== null) {
        plotly.Plots.resize(frame);
      }
    }
  };

  const resizes = new ResizeObserver(resized);
  resizes.observe(frame);
  document.body.addEventListener("themeChanged", retheme);
  document.addEventListener("visibilitychange", render);

  return {
    // Resolves once drawn: the next data are sent then, however slow this browser is.
    async draw({ unit, from, to, anew, lines: changes, marks: newMarks }) {
      view = { unit, from, to };
      marks = newMarks;
      lines = changes.map((change, index) => {
        const line = anew ? { x: [], y: [] } : lines[index];
        // The last one before the left edge stays: the line comes from there.
        let first = line.x.findIndex(time => time >= from);
        first = Math.max(0, (first < 0 ? line.x.length : first) - 1);
        let kept = line.x.length;
        while (kept > first && line.x[kept - 1] > change.keep) {
          kept--;
        }
        return { name: change.name, x: [...line.x.slice(first, kept), ...change.x], y: [...line.y.slice(first, kept), ...change.y] };
      });
      await render();
    },
    stop() {
      stopped = true;
      resizes.disconnect();
      document.body.removeEventListener("themeChanged", retheme);
      document.removeEventListener("visibilitychange", render);
      plotly.purge(frame);
    },
  };
}
