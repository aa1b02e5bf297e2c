// The map where there is WebGL; elsewhere the drawing that came with the page, with what the filters leave out faded.
const SHOWN = 8;
const CLOSEST = 12;
const PATIENCE = 15000;

const hasWebGl = () => {
  try {
    return Boolean(document.createElement("canvas").getContext("webgl2"));
  } catch {
    return false;
  }
};

// Fades on the drawing what the filters leave out; it is what gets printed, even where the map is on the screen.
const makeFading = () => {
  const spots = [...byId("drawn").querySelectorAll("[data-c]")].map((spot) => [spot, Number(spot.dataset.c.slice(1))]);
  return (counts) => spots.forEach(([spot, number]) => spot.classList.toggle("off", !counts[number]));
};

const showDrawing = (why) => {
  byId("drawn").classList.add("shown");
  byId("drawn-why").textContent = `${why} Places that the filters leave out are faded. `;
};

const boundsOf = (store, places) => {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const number of places) {
    const {lat, lon, km} = store.places[number];
    const [high, wide] = [km / 111.2, km / (111.2 * Math.max(0.05, Math.cos(lat * RADIANS)))];
    [west, east] = [Math.min(west, lon - wide), Math.max(east, lon + wide)];
    [south, north] = [Math.min(south, lat - high), Math.max(north, lat + high)];
  }
  return [[west, Math.max(-85, south)], [east, Math.min(85, north)]];
};

// The places to fit on the screen: those with incidents, wide ones only where there are no others.
const placesOf = (store, counts) => {
  const placed = [...counts.keys()].filter((number) => counts[number] && store.places[number].lat !== null);
  const fine = placed.filter((number) => store.places[number].km <= COARSE_KM);
  return fine.length ? fine : placed;
};

const kmWords = (km) => (km < 100 ? `${Math.ceil(km * 10) / 10} km` : `${many(Math.ceil(km))} km`);

const placeWords = ({name, precision, km}) => `${name} (${precision}, within ${kmWords(km)})`;

const featuresOf = (store, groups, zoom, bounds) => {
  const [areas, marks] = [[], []];
  groups.forEach((group, number) => {
    const {lon, lat, km, coarse, places, count} = group;
    const far = (km / 111.2) * 1.5 + 0.01;
    if (lat < bounds.getSouth() - far || lat > bounds.getNorth() + far) return;
    const alone = places.length === 1;
    const radius = pixelsOf(km, lat, zoom);
    if (alone && radius >= SEEN_PX / 3) areas.push(feature("Polygon", [ringOf(lon, lat, km)], {coarse, number}));
    const label = alone ? store.places[places[0]].name + (count > 1 ? ` · ${many(count)}` : "") : many(count);
    const shape = alone ? (radius < SEEN_PX ? "ring" : "none") : "disc";
    const size = 11 + 3 * Math.log10(count);
    marks.push(feature("Point", [lon, lat], {shape, label, size, number}));
  });
  return {areas: collection(areas), marks: collection(marks)};
};

const makePanel = (store, filters, back) => {
  const panel = byId("map-panel");
  const close = () => {
    panel.hidden = true;
    back();
  };
  panel.addEventListener("keydown", (event) => event.key === "Escape" && close());
  return (places, hits, byKey) => {
    const chosen = new Set(places);
    const inside = hits.filter((i) => some(store.sitesAt, i, (at) => chosen.has(store.sites[at])));
    const rows = inside.slice(0, SHOWN).map((i) =>
      el("li", {}, el("a", {href: store.page(i)}, store.code(i)), ` ${store.word("day", i)}, ${store.kinds[store.kind[i]][1]}`),
    );
    const names = places.slice(0, SHOWN).map((number) => placeWords(store.places[number])).join("; ");
    const more = places.length > SHOWN ? ` and ${many(places.length - SHOWN)} more places` : "";
    const only = el("button", {type: "button"}, "Only this place");
    only.addEventListener("click", () => filters.set({place: `"${store.places[places[0]].name}"`}));
    const shut = el("button", {type: "button"}, "Close");
    shut.addEventListener("click", close);
    panel.replaceChildren(
      el("p", {}, el("strong", {}, el("bdi", {}, names), more), `: ${counted(inside.length, "incident")}`),
      el("ul", {}, ...rows),
      el("p", {}, ...(inside.length > SHOWN ? [`and ${many(inside.length - SHOWN)} more `] : []), ...(places.length === 1 ? [only, " "] : []), shut),
    );
    panel.hidden = false;
    if (byKey) panel.focus();
  };
};

const makeMap = (store, base, boundaries, filters) => {
  const fade = makeFading();
  if (typeof maplibregl === "undefined" || !hasWebGl()) {
    showDrawing("This browser draws no interactive map (WebGL 2 is missing).");
    return {show: (found) => fade(countsOf(store, found.hits))};
  }
  const box = byId("map");
  box.hidden = false;
  byId("map-tools").hidden = false;
  byId("map-credit").hidden = false;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = new maplibregl.Map({
    container: box,
    style: mapStyle(base, boundaries),
    center: [20, 20],
    zoom: 0.8,
    maxZoom: 14,
    attributionControl: false,
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
    renderWorldCopies: true,
    locale: {"Map.Title": "Map of incidents reported. Arrow keys move it, plus and minus zoom, Enter opens what is nearest to its middle; the list below holds the same incidents."},
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  const panel = makePanel(store, filters, () => map.getCanvas().focus());
  let [groups, counts, hits] = [[], new Int32Array(store.places.length), []];
  let [ready, failed] = [false, false];

  const draw = () => {
    if (!ready) return;
    groups = groupsOf(store, hits, counts, map.getZoom());
    const {areas, marks} = featuresOf(store, groups, map.getZoom(), map.getBounds());
    map.getSource("areas").setData(areas);
    map.getSource("marks").setData(marks);
  };
  const fit = (places, motion) => {
    if (places.length) map.fitBounds(boundsOf(store, places), {padding: 40, maxZoom: 10, animate: motion && !still});
  };
  const choose = (group, byKey) => {
    const {places} = group;
    if (places.length > 1 && map.getZoom() < CLOSEST) {
      const before = map.getZoom();
      const camera = map.cameraForBounds(boundsOf(store, places), {padding: 60, maxZoom: CLOSEST});
      map.easeTo({center: camera?.center ?? [group.lon, group.lat], zoom: Math.max(before + 1.5, camera?.zoom ?? 0), animate: !still});
    } else {
      panel(places, hits, byKey);
    }
  };

  const giveUp = () => {
    if (failed) return;
    [ready, failed] = [false, true];
    box.hidden = true;
    byId("map-tools").hidden = true;
    byId("map-credit").hidden = true;
    showDrawing("The interactive map does not work in this browser.");
  };
  // All the map's data came with the page, so any error is one of the browser and leaves the map blank or in part.
  map.on("error", giveUp);
  map.on("webglcontextlost", giveUp);
  setTimeout(() => ready || giveUp(), PATIENCE);
  map.on("load", () => {
    if (failed) return;
    ready = true;
    fit(placesOf(store, counts), false);
    draw();
    map.once("idle", () => (box.dataset.drawn = "yes"));
  });
  map.on("moveend", draw);
  const chosen = ["disc", "ring", "area", "area-line", "coarse-line", "place"];
  map.on("click", (event) => {
    const {x, y} = event.point;
    const around = [[x - 4, y - 4], [x + 4, y + 4]];
    const found = map.queryRenderedFeatures(around, {layers: chosen});
    const best = found.map((one) => groups[one.properties.number]).filter(Boolean).sort((a, b) => a.km - b.km)[0];
    if (best) choose(best, false);
  });
  map.getCanvas().addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !ready) return;
    const {clientWidth, clientHeight} = map.getCanvas();
    const away = ({lon, lat}) => {
      const {x, y} = map.project([lon, lat]);
      return Math.hypot(x - clientWidth / 2, y - clientHeight / 2);
    };
    const best = [...groups].sort((a, b) => away(a) - away(b))[0];
    if (best && away(best) <= Math.min(clientWidth, clientHeight) / 2) choose(best, true);
  });
  map.on("mousemove", (event) => {
    map.getCanvas().style.cursor = map.queryRenderedFeatures(event.point, {layers: chosen}).length ? "pointer" : "";
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () =>
    painted(colours()).forEach(([id, property, value]) => map.setPaintProperty(id, property, value)),
  );
  byId("map-in").addEventListener("click", () => map.zoomIn({animate: !still}));
  byId("map-out").addEventListener("click", () => map.zoomOut({animate: !still}));
  byId("map-all").addEventListener("click", () => fit(placesOf(store, counts), true));
  return {
    show: (found) => {
      hits = found.hits;
      counts = countsOf(store, hits);
      byId("map-panel").hidden = true;
      fade(counts);
      const places = placesOf(store, counts);
      const inSight = ({lon, lat}) => map.getBounds().contains([lon, lat]);
      if (ready && !places.some((number) => inSight(store.places[number]))) fit(places, true);
      draw();
    },
  };
};
