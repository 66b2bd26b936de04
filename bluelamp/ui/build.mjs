// Builds the front end from npm packages into var/static (never committed). Run from the repository root:
//
//   node bluelamp/ui/build.mjs [folder instead of var/static]
//
// What it makes, for every room; HASH is of the content, and bundle.json says which file "room/name.js" now is, for
// static("room/name.js") in templates:
//   bluelamp/<room>/assets/entry_<name>.js    ->  var/static/<room>/<name>.HASH.js    ES module (shared code in var/static/chunks)
//   bluelamp/<room>/assets/entry_<name>.scss  ->  var/static/<room>/<name>.HASH.css   Sass; `@use "kit"` reaches bluelamp/ui/assets/styles
//                                                  and public.rtl.HASH.css for languages from the right
//   bluelamp/<room>/assets/images/*           ->  var/static/<room>/*.HASH.*          copied
//
// A file is never changed once it is there: a server that is running goes on with the files that it knows, and a
// browser may keep them for ever. What has been replaced stays for a week.
//
// What it never makes: the crown, the GOV.UK logo and GDS Transport may only be used on gov.uk, so nothing is copied
// from govuk-frontend's assets, and the build stops if a style sheet asks for one of them.
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { readdirSync, existsSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import rtlcss from "rtlcss";
import * as sass from "sass";

const COMPRESSED = /\.(?:css|m?js|svg)$/; // WhiteNoise sends the one beside it to browsers that take it
const OUT = process.argv[2] ?? "var/static";
const LIST = path.join(OUT, "bundle.json");
const KEPT_DAYS = 7;
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

/** Writes a file whose name says its content. */
async function write(target, contents, written) {
  const file = path.join(OUT, target);
  if (!existsSync(file)) {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(`${file}.new`, contents);
    await rename(`${file}.new`, file); // there whole or not at all
  }
  written.files.add(target);
  if (COMPRESSED.test(target)) await write(`${target}.gz`, gzipSync(contents, { level: 9 }), written);
}

/** Writes `name` under a name with a fingerprint. */
async function writeHashed(name, contents, written) {
  const { dir, name: stem, ext } = path.parse(name);
  const hash = createHash("sha256").update(contents).digest("hex").slice(0, 12);
  written.names[name] = `${dir}/${stem}.${hash}${ext}`;
  await write(written.names[name], contents, written);
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
    entryNames: "[dir]/[name].[hash]",
    chunkNames: "chunks/[name].[hash]",
    metafile: true,
    legalComments: "none",
    logLevel: "warning",
    write: false,
  });
  for (const file of result.outputFiles) {
    const target = path.relative(path.resolve(OUT), file.path);
    await write(target, file.contents, written);
    const { entryPoint } = result.metafile.outputs[path.join(OUT, target)] ?? result.metafile.outputs[path.relative(".", file.path)];
    if (entryPoint) written.names[target.replace(/\.[^./]+(\.[^./]+)$/, "$1")] = target;
  }
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
        await writeHashed(`${room}/${name}.css`, css, written);
        if (name === "public") await writeHashed(`${room}/${name}.rtl.css`, rtlcss.process(css), written);
      }),
    );
  } finally {
    await compiler.dispose();
  }
}

async function copies(written) {
  const files = assets("assets/images", /^(.+\.(?:svg|png|webmanifest))$/);
  for (const { room, name, file } of files) await writeHashed(`${room}/${name}`, await readFile(file), written);
  await writeHashed("ui/map_worker.mjs", (await readFile(MAP_WORKER, "utf8")).replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n"), written);
}

/** Takes away what was replaced a week ago, in folders that this build owns. What it replaces begins its week now. */
async function sweep(written, before) {
  const now = Date.now() / 1000;
  for (const folder of new Set([...written.files].map((name) => name.split(path.sep)[0]))) {
    for (const entry of await readdir(path.join(OUT, folder), { withFileTypes: true, recursive: true })) {
      const file = path.join(entry.parentPath ?? entry.path, entry.name);
      const name = path.relative(OUT, file);
      if (!entry.isFile() || written.files.has(name)) continue;
      if (before.has(name)) await utimes(file, now, now);
      else if (now - (await stat(file)).mtimeMs / 1000 > KEPT_DAYS * 86_400) await rm(file);
    }
  }
}

const started = performance.now();
const written = { files: new Set(), names: {} };
const before = new Set(existsSync(LIST) ? JSON.parse(await readFile(LIST, "utf8")).files : []);
await Promise.all([scripts(written), styles(written), copies(written)]);
await sweep(written, before);
const sorted = Object.fromEntries(Object.entries(written.names).sort());
await writeFile(`${LIST}.new`, JSON.stringify({ names: sorted, files: [...written.files].sort() }, null, 1));
await rename(`${LIST}.new`, LIST);
console.log(`${written.files.size} files in ${OUT} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
process.exit(0);
