// The page's start: filters decide which incidents are shown, and map, timeline, tray and list show the same ones.
const start = () => {
  const box = byId("filters");
  if (!box) return;
  if (matchMedia("(max-width: 48rem)").matches) byId("filter-box").open = false;
  const store = readStore(trucewatchData);
  const parts = [];
  const show = (state) => {
    performance.mark("filter-start");
    const found = filtered(store, state);
    byId("count").textContent = countWords(store, found);
    for (const part of parts) part(found, state);
    performance.measure("filter", "filter-start");
  };
  const filters = makeFilters(box, show);
  const list = makeList(byId("list"), store);
  const timeline = makeTimeline(byId("timeline"), store, filters);
  const map = makeMap(store, trucewatchBase, trucewatchBoundaries, filters);
  parts.push((found) => list.show(found.hits), timeline.show, map.show);
  filters.restore();
};

start();
