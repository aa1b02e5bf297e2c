// Places as circles of their true size; places too close to tell apart on the screen stand together under one number.
const EARTH_KM = 6371.0088;
const EQUATOR_KM = 40075.017;
const TILE = 512;
const NEAR_PX = 34;
const SEEN_PX = 7;
const COARSE_KM = 150;
const CORNERS = 48;
const RADIANS = Math.PI / 180;

const mercatorX = (lon) => (lon + 180) / 360;

const mercatorY = (lat) => {
  const sine = Math.sin(Math.max(-85, Math.min(85, lat)) * RADIANS);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
};

const pixelsOf = (km, lat, zoom) => (km / (EQUATOR_KM * Math.cos(lat * RADIANS))) * TILE * 2 ** zoom;

// A ring of longitude and latitude, all points as far from the middle on the ground.
const ringOf = (lon, lat, km) => {
  const [distance, north] = [km / EARTH_KM, lat * RADIANS];
  const ring = [];
  for (let corner = 0; corner <= CORNERS; corner++) {
    const bearing = (corner % CORNERS) * ((2 * Math.PI) / CORNERS);
    const y = Math.asin(Math.sin(north) * Math.cos(distance) + Math.cos(north) * Math.sin(distance) * Math.cos(bearing));
    const turn = Math.atan2(
      Math.sin(bearing) * Math.sin(distance) * Math.cos(north),
      Math.cos(distance) - Math.sin(north) * Math.sin(y),
    );
    ring.push([lon + turn / RADIANS, y / RADIANS]);
  }
  return ring;
};

// How many of the hits each place has.
const countsOf = (store, hits) => {
  const counts = new Int32Array(store.places.length);
  for (const i of hits) for (let at = store.sitesAt[i]; at < store.sitesAt[i + 1]; at++) counts[store.sites[at]]++;
  return counts;
};

// Groups of places on a screen of this zoom, largest first. A place known only to a wide circle is never in a group.
// An incident with several places counts once in each group.
const groupsOf = (store, hits, counts, zoom) => {
  const size = TILE * 2 ** zoom;
  const cells = new Map();
  const groups = [];
  const order = [];
  for (let place = 0; place < counts.length; place++) if (counts[place] && store.places[place].lat !== null) order.push(place);
  order.sort((a, b) => counts[b] - counts[a] || a - b);
  for (const place of order) {
    const {lat, lon, km} = store.places[place];
    const [x, y] = [mercatorX(lon) * size, mercatorY(lat) * size];
    const coarse = km > COARSE_KM;
    const group = coarse ? null : nearest(cells, x, y);
    if (group) {
      group.places.push(place);
    } else {
      const made = {x, y, lat, lon, km, coarse, places: [place], count: 0};
      groups.push(made);
      if (!coarse) put(cells, made);
    }
  }
  countIn(store, hits, groups);
  return groups;
};

const countIn = (store, hits, groups) => {
  const groupAt = new Int32Array(store.places.length).fill(-1);
  groups.forEach((group, number) => group.places.forEach((place) => (groupAt[place] = number)));
  const counted = new Int32Array(groups.length).fill(-1);
  for (const i of hits) {
    for (let at = store.sitesAt[i]; at < store.sitesAt[i + 1]; at++) {
      const group = groupAt[store.sites[at]];
      if (group < 0 || counted[group] === i) continue;
      counted[group] = i;
      groups[group].count++;
    }
  }
};

const cellOf = (x, y) => Math.floor(x / NEAR_PX) * 67108864 + Math.floor(y / NEAR_PX);

const put = (cells, group) => {
  const cell = cellOf(group.x, group.y);
  if (cells.has(cell)) cells.get(cell).push(group);
  else cells.set(cell, [group]);
};

const nearest = (cells, x, y) => {
  let [best, least] = [null, NEAR_PX];
  for (let right = -1; right <= 1; right++) {
    for (let down = -1; down <= 1; down++) {
      for (const group of cells.get(cellOf(x + right * NEAR_PX, y + down * NEAR_PX)) ?? []) {
        const far = Math.hypot(group.x - x, group.y - y);
        if (far < least) [best, least] = [group, far];
      }
    }
  }
  return best;
};
