// The list holds only the rows in sight, whatever their number; one row at a time can be reached by Tab, arrows move on.
const SPARE = 8;
const PRINTED = 300;

const resultClass = (result) => (result === "inconsistent" || result === "possibly inconsistent" ? "result" : "calm");

const rowOf = (store, i, number, all) => {
  const [who, toll] = [store.word("who", i), store.word("toll", i)];
  const doubts = store.word("doubts", i);
  const chips = [el("span", {class: "chip grade"}, store.grades[store.grade[i]])];
  for (const result of store.resultsOf(i)) chips.push(el("span", {class: `chip ${resultClass(result)}`}, result));
  if (store.maybeOutside(i)) chips.push(el("span", {class: "chip"}, "may lie outside the period"));
  if (doubts) chips.push(el("span", {class: "chip"}, `disputed: ${doubts}`));
  const [, kind] = store.kinds[store.kind[i]];
  return el(
    "li",
    {class: "row", "aria-setsize": all, "aria-posinset": number + 1},
    el(
      "a",
      {href: store.page(i), tabindex: -1},
      el("span", {class: "line"}, el("span", {class: "day"}, store.word("day", i)), " ", el("strong", {}, kind), ", ",
        el("bdi", {}, store.word("place", i))),
      el("span", {class: "line soft"}, el("bdi", {}, who), who && toll ? "; " : "", toll),
      el("span", {class: "line small"}, el("span", {class: "code"}, store.code(i)), " ", ...chips),
    ),
  );
};

const makeList = (box, store) => {
  const track = el("ol", {class: "track", "aria-label": "Incidents"});
  const none = el("p", {class: "none"}, "No incident fits these filters.");
  box.append(track, none);
  const shown = new Map();
  let hits = [];
  let active = 0;
  let height = 0;

  const place = (number) => {
    if (shown.has(number)) return;
    const row = rowOf(store, hits[number], number, hits.length);
    row.style.top = `${number * height}px`;
    row.firstChild.tabIndex = number === active ? 0 : -1;
    row.dataset.number = number;
    shown.set(number, row);
    const after = [...shown.keys()].filter((other) => other > number).sort((a, b) => a - b)[0];
    track.insertBefore(row, after === undefined ? null : shown.get(after));
  };

  const render = () => {
    const first = Math.max(0, Math.floor(box.scrollTop / height) - SPARE);
    const last = Math.min(hits.length, Math.ceil((box.scrollTop + box.clientHeight) / height) + SPARE);
    for (const [number, row] of shown) {
      if ((number < first || number >= last) && number !== active) {
        row.remove();
        shown.delete(number);
      }
    }
    for (let number = first; number < last; number++) place(number);
    if (hits.length) place(active);
  };

  const move = (number) => {
    const next = Math.max(0, Math.min(hits.length - 1, number));
    if (shown.has(active)) shown.get(active).firstChild.tabIndex = -1;
    active = next;
    const top = next * height;
    if (top < box.scrollTop) box.scrollTop = top;
    if (top + height > box.scrollTop + box.clientHeight) box.scrollTop = top + height - box.clientHeight;
    render();
    const link = shown.get(next).firstChild;
    link.tabIndex = 0;
    link.focus({preventScroll: true});
  };

  const measure = () => {
    const probe = el("li", {class: "row", "aria-hidden": "true"});
    track.append(probe);
    height = probe.getBoundingClientRect().height || 80;
    probe.remove();
  };

  const show = (found) => {
    hits = found;
    active = 0;
    shown.clear();
    track.replaceChildren();
    measure();
    track.style.height = `${hits.length * height}px`;
    none.hidden = hits.length > 0;
    box.scrollTop = 0;
    render();
  };

  window.addEventListener("beforeprint", () => {
    for (let number = 0; number < Math.min(hits.length, PRINTED); number++) place(number);
    box.dataset.more = hits.length > PRINTED ? `${many(hits.length - PRINTED)} more are in the plain list.` : "";
  });
  window.addEventListener("afterprint", render);
  box.addEventListener("scroll", render, {passive: true});
  box.addEventListener("focusin", (event) => {
    const row = event.target.closest(".row");
    if (row && Number(row.dataset.number) !== active) move(Number(row.dataset.number));
  });
  box.addEventListener("keydown", (event) => {
    const page = Math.max(1, Math.floor(box.clientHeight / height) - 1);
    const steps = {ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: page, PageUp: -page, Home: -OPEN, End: OPEN};
    if (!hits.length || event.ctrlKey || event.metaKey || event.altKey || !(event.key in steps)) return;
    event.preventDefault();
    move(active + steps[event.key]);
  });
  new ResizeObserver(() => {
    const before = height;
    measure();
    if (before !== height) show(hits);
    else render();
  }).observe(box);
  return {show};
};
