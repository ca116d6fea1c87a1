// Builds what the browser gets into workbench/static/dist/: one script per page family, the fonts
// with the style sheet that declares them, icons, and their licences. With --watch it builds again at every
// change; with --test it bundles the front end's own tests and runs them under node.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const sources = dirname(fileURLToPath(import.meta.url));
const root = join(sources, "..", "..");
const packages = join(root, "node_modules");
const output = join(root, "workbench", "static", "dist");
const staging = join(packages, ".cache", "frontend");
const testOutput = join(packages, ".cache", "frontend-tests");

const fonts = ["inter", "literata"];
const styles = ["wght.css", "wght-italic.css"];
const alphabets = ["latin", "latin-ext", "cyrillic", "cyrillic-ext", "greek"];

/** `page.ts` becomes `page.js`, `editor/main.ts` becomes `editor.js`. */
function entryPoints() {
  const pages = typescript(sources).map((name) => [basename(name, ".ts"), join(sources, name)]);
  const folders = readdirSync(sources, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(sources, entry.name, "main.ts")))
    .map((entry) => [entry.name, join(sources, entry.name, "main.ts")]);
  return Object.fromEntries([...pages, ...folders]);
}

function typescript(folder) {
  return readdirSync(folder).filter((name) => name.endsWith(".ts") && !/\.(test|d)\.ts$/.test(name));
}

function scripts(folder) {
  return {
    entryPoints: entryPoints(),
    outdir: folder,
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    chunkNames: "chunk-[hash]",
    format: "esm",
    target: "es2022",
    minify: true,
    sourcemap: true,
    metafile: true,
    legalComments: "none", // LICENSES.txt has the whole texts
    logLevel: "warning",
  };
}

/** The licences of the packages whose code went into the scripts: they ask to be shipped with it. */
function licences(inputs) {
  const homes = inputs.map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]).filter(Boolean);
  const texts = [...new Set(homes)].sort().map((name) => {
    const file = readdirSync(join(packages, name)).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined) throw new Error(`${name} ships no licence text`);
    return `${name}\n\n${readFileSync(join(packages, name, file), "utf8").trim()}\n`;
  });
  return texts.join(`\n${"-".repeat(72)}\n\n`);
}

/** The font packages declare one face per alphabet; the workbench ships the alphabets it writes. */
function copyFonts(folder) {
  mkdirSync(join(folder, "fonts"), { recursive: true });
  const faces = fonts.flatMap((font) => {
    const home = join(packages, "@fontsource-variable", font);
    cpSync(join(home, "LICENSE"), join(folder, "fonts", `${font}-LICENSE.txt`));
    return styles.flatMap((style) => wantedFaces(home, font, style)).map((face) => shipFace(home, folder, face));
  });
  writeFileSync(join(folder, "fonts.css"), `${faces.join("\n\n")}\n`);
}

function wantedFaces(home, font, style) {
  const faces = readFileSync(join(home, style), "utf8").match(/@font-face \{[^}]*\}/g) ?? [];
  const wanted = alphabets.map((alphabet) => faces.find((face) => face.includes(`/${font}-${alphabet}-wght-`)));
  const missing = alphabets.filter((_, index) => wanted[index] === undefined);
  if (missing.length > 0) throw new Error(`${font}/${style} declares no face for: ${missing.join(", ")}`);
  return wanted;
}

function shipFace(home, folder, face) {
  const file = /url\(\.\/files\/([^)]+)\)/.exec(face)[1];
  cpSync(join(home, "files", file), join(folder, "fonts", file));
  return face.replace("url(./files/", "url(./fonts/");
}

/** The icons that icons.txt names; a page draws them inline. */
function copyIcons(folder) {
  const home = join(packages, "lucide-static");
  const names = readFileSync(join(sources, "icons.txt"), "utf8").split("\n").filter(Boolean);
  mkdirSync(join(folder, "icons"), { recursive: true });
  for (const name of names) cpSync(join(home, "icons", `${name}.svg`), join(folder, "icons", `${name}.svg`));
  cpSync(join(home, "LICENSE"), join(folder, "icons", "lucide-LICENSE.txt"));
}

/** What the build was made from, in the format of sha256sum; hatch_build.py builds again when it differs. */
function stamp() {
  const inside = readdirSync(sources, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"));
  const lines = ["package-lock.json", ...inside].sort().map((path) => `${digest(join(root, path))}  ${path}\n`);
  return lines.join("");
}

function digest(path) {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

/** Made aside and then moved into place: a build that fails leaves the last good one. */
async function build() {
  rmSync(staging, { recursive: true, force: true });
  copyFonts(staging);
  copyIcons(staging);
  const made = stamp();
  const { metafile } = await esbuild.build(scripts(staging));
  writeFileSync(join(staging, "LICENSES.txt"), licences(Object.keys(metafile.inputs)));
  writeFileSync(join(staging, ".stamp"), made);
  rmSync(output, { recursive: true, force: true });
  mkdirSync(dirname(output), { recursive: true });
  renameSync(staging, output);
}

async function watch() {
  await build();
  const context = await esbuild.context(scripts(output));
  await context.watch();
}

async function test() {
  rmSync(testOutput, { recursive: true, force: true });
  const tests = readdirSync(sources, { recursive: true }).filter((name) => name.endsWith(".test.ts"));
  await esbuild.build({
    entryPoints: tests.map((name) => join(sources, name)),
    outdir: testOutput,
    outbase: sources,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: "inline",
    logLevel: "warning",
  });
  const bundles = tests.map((name) => join(testOutput, name.replace(/\.ts$/, ".mjs")));
  const run = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...bundles], { stdio: "inherit" });
  process.exitCode = run.status ?? 1;
}

const tasks = { "--watch": watch, "--test": test };
await (tasks[process.argv[2]] ?? build)();
