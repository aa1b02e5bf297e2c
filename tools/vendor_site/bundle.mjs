// Bundles MapLibre GL JS, page and worker in one, into a classic script: node bundle.mjs OUT PATH-OF-WORKER-FACTORY
import {readFile, writeFile} from "node:fs/promises";
import * as esbuild from "esbuild";

const [out, factory] = process.argv.slice(2);
const source = "./node_modules/maplibre-gl/src";
const own = {
  name: "own-worker",
  setup(build) {
    build.onLoad({filter: /util\/web_worker\.ts$/}, async () => ({contents: await readFile(factory, "utf8")}));
  },
};
const made = await esbuild.build({
  stdin: {
    contents: `import "${source}/source/worker.ts"; export {Map} from "${source}/index.ts";`,
    resolveDir: ".",
  },
  plugins: [own],
  bundle: true,
  minify: true,
  metafile: true,
  format: "iife",
  globalName: "maplibre",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  // MapLibre's classes rely on fields that only name a type and set nothing.
  tsconfigRaw: {compilerOptions: {useDefineForClassFields: false}},
  banner: {js: "/* MapLibre GL JS, BSD-3-Clause and others: see LICENSES.txt */\nfunction maplibreBundle(){"},
  footer: {js: "return maplibre}var maplibregl=maplibreBundle();"},
  outfile: `${out}/maplibre.js`,
});
await esbuild.build({
  entryPoints: ["./node_modules/maplibre-gl/dist/maplibre-gl.css"],
  minify: true,
  legalComments: "none",
  banner: {css: "/* MapLibre GL JS, BSD-3-Clause: see LICENSES.txt */"},
  outfile: `${out}/maplibre.css`,
});
await writeFile(`${out}/inputs.json`, JSON.stringify(Object.keys(made.metafile.inputs).sort()));
