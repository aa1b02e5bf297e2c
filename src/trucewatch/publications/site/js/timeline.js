// Bars count incidents whose days all lie in one bar; a longer stretch is a line below the bars, never a bar. What has no
// date at all stands in the tray, never here.
const UNITS = [
  {name: "day", start: (day) => day, next: (day) => day + 1, words: isoOf},
  {name: "week", start: (day) => day - ((((day + 3) % 7) + 7) % 7), next: (day) => day + 7, words: (day) => `week of ${isoOf(day)}`},
  {name: "month", start: (day) => monthStart(day, 0), next: (day) => monthStart(day, 1), words: (day) => isoOf(day).slice(0, 7)},
  {name: "year", start: (day) => yearStart(day, 0), next: (day) => yearStart(day, 1), words: (day) => isoOf(day).slice(0, 4)},
];
const LANES = 6;
const HEIGHT = 110;
const TRAY = 40;

const monthStart = (day, more) => {
  const at = new Date(day * DAY);
  return Math.round(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + more, 1) / DAY);
};

const yearStart = (day, more) => Math.round(Date.UTC(new Date(day * DAY).getUTCFullYear() + more, 0, 1) / DAY);

// The days that the chart spans: those asked for, else those of the dated incidents that are to be shown.
const spanOf = (store, hits, state) => {
  let from = Infinity;
  let to = -Infinity;
  for (const i of hits) {
    if (!store.dated[i]) continue;
    const first = store.first[i] === -OPEN ? store.last[i] : store.first[i];
    const last = store.last[i] === OPEN ? store.first[i] : store.last[i];
    if (first < from) from = first;
    if (last > to) to = last;
  }
  const asked = [dayOf(state.from), dayOf(state.to)];
  from = asked[0] ?? from;
  to = asked[1] ?? to;
  return from <= to && from !== Infinity && to !== -Infinity ? [from, to] : null;
};

const binned = (store, hits, [from, to], width) => {
  const most = Math.max(12, Math.min(180, Math.floor(width / 5)));
  const lengths = [1, 7, 30, 365];
  const unit = UNITS.find((_, number) => (to - from) / lengths[number] <= most) ?? UNITS[3];
  const edges = [unit.start(from)];
  while (edges[edges.length - 1] <= to) edges.push(unit.next(edges[edges.length - 1]));
  const binAt = new Int32Array(edges[edges.length - 1] - edges[0]);
  for (let bin = 0; bin + 1 < edges.length; bin++) binAt.fill(bin, edges[bin] - edges[0], edges[bin + 1] - edges[0]);
  const bins = new Int32Array(edges.length - 1);
  const spans = new Map();
  for (const i of hits) {
    if (!store.dated[i]) continue;
    const first = Math.max(store.first[i], -OPEN);
    const last = store.last[i];
    const inside = first >= edges[0] && last < edges[edges.length - 1];
    if (inside && binAt[first - edges[0]] === binAt[last - edges[0]]) {
      bins[binAt[first - edges[0]]]++;
    } else {
      const key = `${first}:${last}`;
      spans.set(key, {first, last, count: (spans.get(key)?.count ?? 0) + 1});
    }
  }
  return {unit, edges, bins, spans: [...spans.values()].sort((a, b) => b.count - a.count || a.first - b.first)};
};

const spanWords = ({first, last}) => {
  if (first === -OPEN) return `until ${isoOf(last)}`;
  return last === OPEN ? `from ${isoOf(first)} on` : `${isoOf(first)} to ${isoOf(last)}`;
};

const drawChart = ({unit, edges, bins, spans}, width) => {
  const lanes = spans.slice(0, LANES);
  const end = edges[edges.length - 1];
  const x = (day) => ((Math.max(edges[0], Math.min(end, day)) - edges[0]) / (end - edges[0])) * width;
  const top = Math.max(1, ...bins);
  const height = HEIGHT + 22 + lanes.length * 9;
  const svg = svgEl("svg", {class: "chart", width, height, viewBox: `0 0 ${width} ${height}`, role: "img"});
  bins.forEach((count, bin) => {
    if (!count) return;
    const tall = Math.max(2, (count / top) * (HEIGHT - 14));
    const wide = Math.max(1, x(edges[bin + 1]) - x(edges[bin]) - 1);
    const words = `${unit.words(edges[bin])}: ${counted(count, "incident")}`;
    svg.append(
      svgEl("rect", {class: "bar", x: x(edges[bin]), y: HEIGHT - tall, width: wide, height: tall}, svgEl("title", {}, words)),
    );
  });
  svg.append(
    svgEl("text", {class: "axis", x: 0, y: 10}, `most in a ${unit.name}: ${many(Math.max(0, ...bins))}`),
    svgEl("line", {class: "base", x1: 0, x2: width, y1: HEIGHT, y2: HEIGHT}),
    svgEl("text", {class: "axis", x: 0, y: HEIGHT + 13}, isoOf(edges[0])),
    svgEl("text", {class: "axis end", x: width, y: HEIGHT + 13}, isoOf(end - 1)),
  );
  lanes.forEach((span, lane) => {
    const y = HEIGHT + 22 + lane * 9;
    const left = x(span.first);
    svg.append(
      svgEl("rect", {class: "span", x: left, y, width: Math.max(3, x(span.last + 1) - left), height: 4},
        svgEl("title", {}, `${spanWords(span)}: ${counted(span.count, "incident")}`)),
    );
  });
  return svg;
};

const tableOf = ({unit, edges, bins, spans}) => {
  const body = el("tbody");
  const row = (words, count) => body.append(el("tr", {}, el("th", {scope: "row"}, words), el("td", {class: "n"}, many(count))));
  bins.forEach((count, bin) => count && row(unit.words(edges[bin]), count));
  spans.forEach((span) => row(`some time ${spanWords(span)}`, span.count));
  return el(
    "table",
    {},
    el("thead", {}, el("tr", {}, el("th", {scope: "col"}, `By ${unit.name}`), el("th", {scope: "col"}, "Incidents"))),
    body,
  );
};

const showTray = (store, tray, asksDays) => {
  byId("tray-title").textContent = `Undated: ${many(tray.length)}`;
  byId("tray-note").textContent = tray.length
    ? `No report tells a day, so these stand on none${asksDays ? ", and in no range of days" : ""}.`
    : "None of the incidents that fit the other filters.";
  const rows = tray.slice(0, TRAY).map((i) =>
    el("li", {}, el("a", {href: store.page(i)}, store.code(i)), " ", store.kinds[store.kind[i]][1], ", ",
      el("bdi", {}, store.word("place", i))),
  );
  if (tray.length > TRAY) rows.push(el("li", {}, el("a", {href: "#dated=no"}, `all ${many(tray.length)} in the list`)));
  byId("tray-list").replaceChildren(...rows);
};

const makeTimeline = (box, store, filters) => {
  let now = null;
  let drawn = null;

  const draw = () => {
    const width = Math.floor(box.clientWidth);
    if (!now || !width) return;
    const {found, state} = now;
    const span = spanOf(store, found.hits, state);
    drawn = span ? binned(store, found.hits, span, width) : null;
    const dated = found.hits.reduce((sum, i) => sum + store.dated[i], 0);
    const title = `Timeline: ${counted(dated, "dated incident")}`;
    byId("timeline-title").textContent = title;
    byId("time-reset").hidden = !found.asksDays;
    byId("time-table").hidden = !drawn;
    if (!drawn) {
      box.replaceChildren(el("p", {class: "none"}, "Nothing to show on days."));
      byId("time-note").textContent = "";
      return;
    }
    const svg = drawChart(drawn, width);
    svg.setAttribute("aria-label", `${title}, a bar a ${drawn.unit.name}`);
    box.replaceChildren(svg);
    byId("time-note").textContent = noteOf(drawn);
    if (byId("time-table").open) fillTable();
  };

  const noteOf = ({unit, spans}) => {
    const wide = spans.reduce((sum, span) => sum + span.count, 0);
    const more = spans.length - LANES;
    const lines = wide ? `${counted(wide, "incident")} known only to a longer stretch than a ${unit.name}, as lines below.` : "";
    return [`A bar a ${unit.name}; drag over bars, or set From and To, to choose days.`, lines,
      more > 0 ? `${counted(more, "stretch", "stretches")} not drawn, see the table.` : ""].filter(Boolean).join(" ");
  };

  const fillTable = () => byId("time-rows").replaceChildren(drawn ? tableOf(drawn) : "");
  byId("time-table").addEventListener("toggle", fillTable);

  const binOf = (event) => {
    const {left, width} = box.getBoundingClientRect();
    const {edges} = drawn;
    const day = edges[0] + ((event.clientX - left) / width) * (edges[edges.length - 1] - edges[0]);
    return Math.max(0, Math.min(edges.length - 2, edges.findIndex((edge) => edge > day) - 1));
  };

  let start = null;
  box.addEventListener("pointerdown", (event) => {
    start = drawn && event.isPrimary && event.button === 0 ? binOf(event) : null;
  });
  window.addEventListener("pointerup", (event) => {
    if (start === null || !drawn) return;
    const [first, last] = [start, binOf(event)].sort((a, b) => a - b);
    start = null;
    filters.set({from: isoOf(drawn.edges[first]), to: isoOf(drawn.edges[last + 1] - 1)});
  });
  window.addEventListener("pointercancel", () => (start = null));
  byId("time-reset").addEventListener("click", () => {
    filters.set({from: "", to: ""});
    byId("timeline-title").focus();
  });
  new ResizeObserver(draw).observe(box);
  return {
    show: (found, state) => {
      now = {found, state};
      draw();
      showTray(store, found.tray, found.asksDays);
    },
  };
};
