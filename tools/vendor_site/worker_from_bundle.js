// Stands in for MapLibre's util/web_worker.ts. A page opened from a folder can start no worker from a file, and no
// module worker from a blob (crbug 40067939): so the bundle hands its own source to a classic worker.
export async function workerFactory() {
  const source = `(${globalThis.maplibreBundle.toString()})()`;
  const url = URL.createObjectURL(new Blob([source], {type: "text/javascript"}));
  try {
    return new Worker(url);
  } finally {
    URL.revokeObjectURL(url);
  }
}
