// The base map and the layers; all colours come from the page's style sheet, so that dark and light are set in one place.
const PER_DEGREE = 100;
const UNITS_PER_DEGREE = 2000;
const RIM_CELL = 0.08;
const RIM_ZOOM = 6.5;

const unpacked = (steps, perDegree = PER_DEGREE) => {
  const line = [];
  let [x, y] = [0, 0];
  for (let at = 0; at < steps.length; at += 2) {
    [x, y] = [x + steps[at], y + steps[at + 1]];
    line.push([x / perDegree, y / perDegree]);
  }
  return line;
};

const collection = (features) => ({type: "FeatureCollection", features});

const feature = (type, coordinates, properties = {}) => ({type: "Feature", properties, geometry: {type, coordinates}});

// Lines around the largest units are of level 1, at the rim of all units 0; names are those of the largest units.
const unitSources = (boundaries) => {
  const line = ([level, steps]) => feature("LineString", unpacked(steps, UNITS_PER_DEGREE), {level});
  const named = ([name, lon, lat]) => feature("Point", [lon, lat], {name});
  return {
    units: {type: "geojson", data: collection(boundaries.flatMap((one) => one.lines.map(line))), tolerance: 0.2},
    unitNames: {type: "geojson", data: collection(boundaries.flatMap((one) => one.names.map(named)))},
  };
};

// Tells whether a point lies near to the rim of a pack's units, to some 10 km: there the pack's own line is the finer one.
const nearRim = (boundaries) => {
  const cell = (x, y) => `${Math.round(x / RIM_CELL)} ${Math.round(y / RIM_CELL)}`;
  const cells = new Set();
  for (const {lines} of boundaries) {
    for (const [, steps] of lines.filter(([level]) => level === 0)) {
      const line = unpacked(steps, UNITS_PER_DEGREE);
      line.slice(1).forEach(([x, y], at) => {
        const [fromX, fromY] = line[at];
        const parts = Math.ceil(Math.hypot(x - fromX, y - fromY) / RIM_CELL) + 1;
        for (let part = 0; part <= parts; part++) {
          const [nowX, nowY] = [fromX + ((x - fromX) * part) / parts, fromY + ((y - fromY) * part) / parts];
          for (const dx of [-RIM_CELL, 0, RIM_CELL]) for (const dy of [-RIM_CELL, 0, RIM_CELL]) cells.add(cell(nowX + dx, nowY + dy));
        }
      });
    }
  }
  return ([x, y]) => cells.has(cell(x, y));
};

// The lines' pieces as two collections: far from a rim, and near to one.
const partedBy = (isNear, lines) => {
  const found = [[], []];
  for (const line of lines) {
    let before = null;
    line.slice(1).forEach((point, at) => {
      const side = isNear(line[at]) && isNear(point) ? 1 : 0;
      if (side === before) found[side].at(-1).push(point);
      else found[side].push([line[at], point]);
      before = side;
    });
  }
  return found.map((parts) => collection([feature("MultiLineString", parts)]));
};

const baseSources = (base, boundaries) => {
  const lines = (told) => collection([feature("MultiLineString", told.map((steps) => unpacked(steps)))]);
  const [far, near] = partedBy(nearRim(boundaries), base.borders.map((steps) => unpacked(steps)));
  const source = (data, more = {}) => ({type: "geojson", data, ...more});
  return {
    land: source(collection(base.land.map((polygon) => feature("Polygon", polygon.map((steps) => unpacked(steps))))), {tolerance: 0.5}),
    borders: source(far),
    rough: source(near),
    unsettled: source(lines(base.unsettled)),
    names: source(collection(base.names.map(([name, lon, lat, rank]) => feature("Point", [lon, lat], {name, rank})))),
    ...unitSources(boundaries),
    areas: source(collection([])),
    marks: source(collection([])),
  };
};

const colours = () => {
  const style = getComputedStyle(document.documentElement);
  const names = ["water", "land", "border", "unit", "name", "spot", "spot-line", "disc", "disc-ink", "halo"];
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
};

const FONT = ["system-ui, sans-serif"];

const nameLayer = (id, rank, minzoom, size) => ({
  id,
  type: "symbol",
  source: "names",
  minzoom,
  maxzoom: 9,
  filter: ["==", ["get", "rank"], rank],
  layout: {"text-field": ["get", "name"], "text-font": FONT, "text-size": size, "text-max-width": 7},
});

// Layers without their colours, the lowest first.
const layers = () => [
  {id: "water", type: "background"},
  {id: "land", type: "fill", source: "land"},
  {id: "coast", type: "line", source: "land", paint: {"line-width": 0.8}},
  {id: "borders", type: "line", source: "borders", paint: {"line-width": 0.8}},
  {id: "rough", type: "line", source: "rough", maxzoom: RIM_ZOOM, paint: {"line-width": 0.8}},
  {id: "unsettled", type: "line", source: "unsettled", paint: {"line-width": 1, "line-dasharray": [1, 3]}},
  {id: "districts", type: "line", source: "units", minzoom: 7, filter: [">", ["get", "level"], 1],
    paint: {"line-width": 0.7, "line-dasharray": [3, 2]}},
  {id: "governorates", type: "line", source: "units", minzoom: 4.5, filter: ["==", ["get", "level"], 1], paint: {"line-width": 0.9}},
  {id: "rim", type: "line", source: "units", minzoom: RIM_ZOOM, filter: ["==", ["get", "level"], 0], paint: {"line-width": 0.9}},
  nameLayer("large", 1, 1.5, 12),
  nameLayer("small", 2, 4, 11),
  {id: "unit-names", type: "symbol", source: "unitNames", minzoom: 6,
    layout: {"text-field": ["get", "name"], "text-font": FONT, "text-size": 11, "text-max-width": 7, "text-letter-spacing": 0.08}},
  {id: "area", type: "fill", source: "areas", filter: ["!", ["get", "coarse"]], paint: {"fill-opacity": 0.22}},
  {id: "area-line", type: "line", source: "areas", filter: ["!", ["get", "coarse"]], paint: {"line-width": 1.4}},
  {id: "coarse-line", type: "line", source: "areas", filter: ["get", "coarse"], paint: {"line-width": 1.2, "line-dasharray": [4, 3]}},
  {id: "ring", type: "circle", source: "marks", filter: ["==", ["get", "shape"], "ring"],
    paint: {"circle-radius": SEEN_PX + 2, "circle-opacity": 0.12, "circle-stroke-width": 1.4}},
  {id: "disc", type: "circle", source: "marks", filter: ["==", ["get", "shape"], "disc"],
    paint: {"circle-radius": ["get", "size"], "circle-opacity": 0.9, "circle-stroke-width": 2}},
  {id: "count", type: "symbol", source: "marks", filter: ["==", ["get", "shape"], "disc"],
    layout: {"text-field": ["get", "label"], "text-font": FONT, "text-size": 12, "text-allow-overlap": true, "text-ignore-placement": true}},
  {id: "place", type: "symbol", source: "marks", filter: ["!=", ["get", "shape"], "disc"],
    layout: {"text-field": ["get", "label"], "text-font": FONT, "text-size": 12, "text-anchor": "top", "text-max-width": 12,
      "text-offset": ["match", ["get", "shape"], "ring", ["literal", [0, 0.9]], ["literal", [0, -0.5]]], "text-padding": 3}, paint: {"text-halo-width": 1.5}},
];

// Which colour goes where, layer by layer.
const painted = (told) => [
  ["water", "background-color", told.water],
  ["land", "fill-color", told.land],
  ["coast", "line-color", told.border],
  ["borders", "line-color", told.border],
  ["rough", "line-color", told.border],
  ["unsettled", "line-color", told.border],
  ...["districts", "governorates", "rim"].map((id) => [id, "line-color", told.unit]),
  ...["large", "small", "unit-names"].flatMap((id) => [[id, "text-color", told.name], [id, "text-halo-color", told.halo], [id, "text-halo-width", 1]]),
  ["area", "fill-color", told.spot],
  ["area-line", "line-color", told["spot-line"]],
  ["coarse-line", "line-color", told["spot-line"]],
  ["ring", "circle-color", told.spot],
  ["ring", "circle-stroke-color", told["spot-line"]],
  ["disc", "circle-color", told.disc],
  ["disc", "circle-stroke-color", told.halo],
  ["count", "text-color", told["disc-ink"]],
  ["place", "text-color", told["spot-line"]],
  ["place", "text-halo-color", told.halo],
];

const mapStyle = (base, boundaries) => {
  const found = layers();
  for (const [id, property, value] of painted(colours())) {
    const layer = found.find((one) => one.id === id);
    layer.paint = {...layer.paint, [property]: value};
  }
  return {version: 8, sources: baseSources(base, boundaries), layers: found};
};
