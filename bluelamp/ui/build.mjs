// Builds the front end from npm packages into var/static (never committed). Run from the repository root:
//
//   node bluelamp/ui/build.mjs [folder instead of var/static]
//
// What it makes, for every room (the same names every time, so templates can say static("room/name.js")):
//   bluelamp/<room>/assets/entry_<name>.js    ->  var/static/<room>/<name>.js    ES module (shared code in var/static/chunks)
//   bluelamp/<room>/assets/entry_<name>.scss  ->  var/static/<room>/<name>.css   Sass; `@use "kit"` reaches bluelamp/ui/assets/styles
//   bluelamp/<room>/assets/images/*           ->  var/static/<room>/*            copied
//
// What it never makes: the crown, the GOV.UK logo and GDS Transport may only be used on gov.uk, so nothing is copied
// from govuk-frontend's assets, and the build stops if a style sheet asks for one of them.
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { readdirSync, existsSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import * as esbuild from "esbuild";
import * as sass from "sass";

const OUT = process.argv[2] ?? "var/static";
const MAP_WORKER = "node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs";
const FORBIDDEN = /GDS Transport|govuk-crest|govuk-icon|govuk-opengraph|\/assets\/(fonts|images)/;

/** @returns {{room: string, name: string, file: string}[]} files of every room's assets folder whose name matches */
function assets(folder, pattern) {
  const found = [];
  for (const room of readdirSync("bluelamp").sort()) {
    const dir = path.join("bluelamp", room, folder);
    if (!existsSync(dir)) continue;
    for (const name of readdirSync(dir).sort()) {
      const match = pattern.exec(name);
      if (match) found.push({ room, name: match[1], file: path.join(dir, name) });
    }
  }
  return found;
}

async function write(target, contents, written) {
  const file = path.join(OUT, target);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, contents);
  written.add(target);
}

async function scripts(written) {
  const entryPoints = assets("assets", /^entry_(.+)\.js$/).map(({ room, name, file }) => ({ in: file, out: `${room}/${name}` }));
  if (entryPoints.length === 0) return;
  const result = await esbuild.build({
    entryPoints,
    outdir: OUT,
    bundle: true,
    splitting: true,
    format: "esm",
    minify: true,
    target: "es2022",
    chunkNames: "chunks/[name]-[hash]",
    legalComments: "none",
    logLevel: "warning",
    write: false,
  });
  for (const file of result.outputFiles) await write(path.relative(path.resolve(OUT), file.path), file.contents, written);
}

async function styles(written) {
  const compiler = await sass.initAsyncCompiler();
  try {
    await Promise.all(
      assets("assets", /^entry_(.+)\.scss$/).map(async ({ room, name, file }) => {
        const { css } = await compiler.compileAsync(file, {
          style: "compressed",
          charset: false,
          quietDeps: true,
          loadPaths: ["node_modules", "bluelamp/ui/assets/styles"],
        });
        const forbidden = FORBIDDEN.exec(css);
        if (forbidden) throw new Error(`${file} asks for "${forbidden[0]}", which may only be used on gov.uk`);
        await write(`${room}/${name}.css`, css, written);
      }),
    );
  } finally {
    await compiler.dispose();
  }
}

async function copies(written) {
  const files = assets("assets/images", /^(.+\.(?:svg|png|webmanifest))$/);
  for (const { room, name, file } of files) await write(`${room}/${name}`, await readFile(file), written);
  await write("ui/map_worker.mjs", (await readFile(MAP_WORKER, "utf8")).replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n"), written);
}

/** Takes away what an earlier build left: only in folders that this build owns. */
async function sweep(written) {
  const folders = new Set([...written].map((name) => name.split(path.sep)[0]));
  for (const folder of folders) {
    for (const entry of await readdir(path.join(OUT, folder), { withFileTypes: true, recursive: true })) {
      if (!entry.isFile()) continue;
      const name = path.relative(OUT, path.join(entry.parentPath ?? entry.path, entry.name));
      if (!written.has(name)) await rm(path.join(OUT, name));
    }
  }
}

const started = performance.now();
const written = new Set();
await Promise.all([scripts(written), styles(written), copies(written)]);
await sweep(written);
console.log(`${written.size} files in ${OUT} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
process.exit(0);
