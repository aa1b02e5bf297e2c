// What is filtered by stands in the address after the #, so that a copied link brings the same view back.
const FILTERS = ["from", "to", "kind", "actor", "grade", "result", "agreement", "dated", "place"];
const FIELDS = [...FILTERS, "order"];
const DAY = 86400000;

const dayOf = (text) => {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return Number.isNaN(time) ? null : Math.round(time / DAY);
};

const isoOf = (day) => new Date(day * DAY).toISOString().slice(0, 10);

const stateFromAddress = () => {
  const params = new URLSearchParams(location.hash.length > 1 ? location.hash.slice(1) : location.search);
  const state = {};
  for (const name of FIELDS) {
    const value = params.get(name) ?? "";
    state[name] = (name === "from" || name === "to") && dayOf(value) === null ? "" : value;
  }
  return state;
};

// Back leads to the view before; of a word that is being typed only the last form is kept.
const stateToAddress = (state, isTyping) => {
  const params = new URLSearchParams();
  for (const name of FIELDS) if (state[name]) params.set(name, state[name]);
  const words = params.toString() || (location.search ? "all" : "");
  if (words !== location.hash.slice(1)) {
    history[isTyping ? "replaceState" : "pushState"](null, "", words ? `#${words}` : location.pathname);
  }
};

// The numbers of places whose name or units the text is part of; a text in quotation marks is a whole name.
const placesNamed = (store, text) => {
  const exact = /^\s*["“](.+)["”]\s*$/.exec(text);
  const wanted = exact ? plain(exact[1]) : folded(text);
  const hit = new Uint8Array(store.places.length);
  store.places.forEach((place, number) => {
    if (exact ? place.called === wanted : place.words.includes(wanted)) hit[number] = 1;
  });
  return hit;
};

const some = (starts, i, test) => {
  for (let at = starts[i]; at < starts[i + 1]; at++) if (test(at)) return true;
  return false;
};

// Tests of one incident, by number; a value that nothing here has lets nothing through.
const testsOf = (store, state) => {
  const tests = [];
  if (state.kind) {
    const kind = store.kinds.findIndex(([id]) => id === state.kind);
    tests.push((i) => store.kind[i] === kind);
  }
  if (state.grade) {
    const grade = store.grades.indexOf(state.grade);
    tests.push((i) => store.grade[i] === grade);
  }
  if (state.dated) tests.push((i) => store.dated[i] === (state.dated === "no" ? 0 : 1));
  if (state.actor) {
    const actor = store.parties.indexOf(state.actor);
    tests.push((i) => some(store.actorsAt, i, (at) => store.actors[at] === actor));
  }
  if (state.result || state.agreement) {
    const result = state.result ? store.results.indexOf(state.result) : null;
    const terms = state.agreement ? store.agreements.indexOf(state.agreement) : null;
    tests.push((i) =>
      some(
        store.findingsAt,
        i,
        (at) =>
          (terms === null || store.findings[2 * at] === terms) &&
          (result === null || store.findings[2 * at + 1] === result),
      ),
    );
  }
  if (plain(state.place)) {
    const named = placesNamed(store, state.place);
    tests.push((i) => some(store.sitesAt, i, (at) => named[store.sites[at]] === 1));
  }
  return tests;
};

// `hits` are shown; `tray` are the undated ones that fit all else; `unsure` of the hits may lie outside the dates asked for.
const filtered = (store, state) => {
  const tests = testsOf(store, state);
  const from = dayOf(state.from) ?? -Infinity;
  const to = dayOf(state.to) ?? Infinity;
  const asksDays = from !== -Infinity || to !== Infinity;
  const hits = [];
  const tray = [];
  let unsure = 0;
  let unlocated = 0;
  for (const i of store.orders[state.order] ?? store.orders[""]) {
    if (!tests.every((test) => test(i))) continue;
    if (!store.dated[i]) {
      tray.push(i);
      if (asksDays) continue;
    } else if (store.first[i] > to || store.last[i] < from) {
      continue;
    } else if (asksDays && (store.first[i] < from || store.last[i] > to)) {
      unsure++;
    }
    if (!store.located[i]) unlocated++;
    hits.push(i);
  }
  return {hits, tray, unsure, unlocated, asksDays};
};

const countWords = (store, found) => {
  const parts = [
    `${many(found.hits.length)} of ${counted(store.count, "incident")} shown`,
    `${many(found.unlocated)} without place`,
  ];
  if (found.unsure) parts.push(`${many(found.unsure)} may lie outside these dates`);
  const tray = found.asksDays ? " in the tray only" : " in the tray";
  parts.push(`${many(found.tray.length)} undated${found.tray.length ? tray : ""}`);
  return parts.join(", ");
};

const makeFilters = (form, onChange) => {
  const fields = Object.fromEntries(FIELDS.map((name) => [name, form.elements.namedItem(name)]));
  const read = () => Object.fromEntries(FIELDS.map((name) => [name, fields[name].value]));
  const show = (state) => {
    for (const name of FIELDS) {
      const field = fields[name];
      field.value = state[name];
      if (field.value !== state[name]) {
        field.append(el("option", {value: state[name]}, `${state[name]} (none here)`));
        field.value = state[name];
      }
    }
    sum(state);
  };
  const wordsOf = (name) => {
    const words = fields[name].selectedOptions?.[0].textContent.replace(/ \([\d,]+\)$/, "") ?? fields[name].value;
    return `${fields[name].labels[0].textContent}: ${words}`;
  };
  const sum = (state) => {
    const set = FILTERS.filter((name) => state[name]);
    byId("filter-sum").textContent = set.length ? `(${set.length} set) ${set.map(wordsOf).join(" · ")}` : "";
  };
  let typed = "";
  const changed = (isTyping) => {
    const state = read();
    sum(state);
    stateToAddress(state, isTyping);
    onChange(state);
  };
  form.addEventListener("input", (event) => {
    const isText = event.target === fields.place;
    changed(isText && typed === location.href);
    typed = isText ? location.href : "";
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    set(Object.fromEntries(FIELDS.map((name) => [name, ""])));
  });
  const set = (part) => {
    show({...read(), ...part});
    changed(false);
  };
  const restore = () => {
    show(stateFromAddress());
    onChange(read());
  };
  window.addEventListener("hashchange", restore);
  return {set, restore, read};
};
