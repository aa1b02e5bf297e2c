// All incidents as columns. `sitesAt[i]` to `sitesAt[i + 1]` is an incident's part of `sites`, and so on for the others;
// `findings` holds pairs of agreement and result. Days count from 1 January 1970; an end that is open is far away.
const OPEN = 1e8;

const plain = (text) =>
  text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

// Spellings that differ from one transcription to the next count as one: Idleb and Idlib, Lattakia and Latakia.
const folded = (text) => plain(text).replaceAll("e", "i").replaceAll("o", "u").replace(/(\p{L})\1/gu, "$1");

// The file's name that `safe_name` in rows.py gives.
const safeName = (code) =>
  [...code].map((char) => (/[A-Za-z0-9_-]/.test(char) ? char : `.${char.codePointAt(0).toString(16)}`)).join("");

// By the last day that is told, later ones first; what has no date at all stays at the end.
const newestFirst = (numbers, first, last, dated) => {
  const day = numbers.map((i) => (dated[i] ? (last[i] === OPEN ? first[i] : last[i]) : -2 * OPEN));
  return numbers.slice().sort((a, b) => day[b] - day[a] || a - b);
};

const readStore = (raw) => {
  const {columns} = raw;
  const count = columns.code.length;
  const first = new Int32Array(count);
  const last = new Int32Array(count);
  const dated = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    first[i] = columns.first[i] ?? -OPEN;
    last[i] = columns.last[i] ?? OPEN;
    dated[i] = columns.first[i] === null && columns.last[i] === null ? 0 : 1;
  }
  const places = raw.places.map(([name, within, precision, lat, lon, km]) => ({
    name,
    precision,
    lat,
    lon,
    km,
    called: plain(name),
    words: ` ${folded(`${name} ${within}`)}`,
  }));
  const sitesAt = Int32Array.from(columns.sitesAt);
  const sites = Int32Array.from(columns.sites);
  const located = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    for (let at = sitesAt[i]; at < sitesAt[i + 1]; at++) if (places[sites[at]].lat !== null) located[i] = 1;
  }
  const old = Int32Array.from({length: count}, (_, i) => i);
  return {
    ...raw,
    count,
    orders: {old, "": newestFirst(old, first, last, dated)},
    first,
    last,
    dated,
    located,
    places,
    sitesAt,
    sites,
    kind: Uint16Array.from(columns.kind),
    grade: Uint8Array.from(columns.grade),
    actorsAt: Int32Array.from(columns.actorsAt),
    actors: Int32Array.from(columns.actors),
    findingsAt: Int32Array.from(columns.findingsAt),
    findings: Int32Array.from(columns.findings),
    word: (column, i) => raw.words[columns[column][i]],
    code: (i) => columns.code[i],
    page: (i) => `incidents/${safeName(columns.code[i])}.html`,
    maybeOutside: (i) => (columns.flags[i] & 1) === 1,
    resultsOf: (i) => {
      const found = new Set();
      for (let at = columns.findingsAt[i]; at < columns.findingsAt[i + 1]; at++) {
        found.add(columns.findings[2 * at + 1]);
      }
      return [...found].sort((a, b) => a - b).map((number) => raw.results[number]);
    },
  };
};
