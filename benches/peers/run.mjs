// Measures our search engine beside others, on the same documents and queries, in Node and in Chromium.
//
//   npm install
//   node run.mjs --data FOLDER [--only minisearch,ours] [--sizes 5,1000] [--keep] [--no-browser] --out RESULTS.md
//
// FOLDER holds `docs-COUNT.jsonl` (of `bench lines COUNT`) and, for ours, `ours-COUNT.data` and `ours-COUNT.index`
// and the same for `ours-cases` (of `cases.jsonl`); the engine itself is in `target/bench`. What is missing is skipped
// and said. With --keep, what was measured of other sizes stays in the report. Indexes are built into FOLDER/built. Every engine runs in a process of its own, with every corpus anew.
// CHROMIUM names another browser than /usr/bin/chromium.

import { fork } from "node:child_process";
import * as fs from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { brotliCompressSync, constants } from "node:zlib";
import { build as bundle } from "esbuild";
import { chromium } from "playwright-core";
import { cases } from "./cases.mjs";
import { judge, measure } from "./measure.mjs";
import { ours, oursLiteral } from "./ours.mjs";
import { peers } from "./peers.mjs";
import { documents, makeQueries } from "./queries.mjs";
import { report } from "./report.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ENGINE = path.join(HERE, "../../target/bench");
const MINUTE = 60_000;
const BUILD_TIME = 3 * MINUTE;
const BUILD_BYTES = 2.5e9;
const ALL = { ours, oursLiteral, ...peers };
const require = createRequire(import.meta.url);
const results = { runs: {}, wire: {}, builds: {}, cases: {}, failures: [], names: [], sizes: [], browser: null };
const isOurs = (name) => name.startsWith("ours");
const inUse = () => process.memoryUsage().heapUsed + process.memoryUsage().external; // Wasm memory is in `external`.

/** Bytes after brotli: quality 11 below 20 MB, 9 below 200 MB, else 5. */
function packed(bytes) {
  const quality = bytes.length < 20e6 ? 11 : bytes.length < 200e6 ? 9 : 5;
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return { bytes: brotliCompressSync(bytes, { params }).length, quality };
}
const sum = (parts) => ({
  bytes: parts.reduce((n, p) => n + p.bytes, 0),
  quality: Math.min(...parts.map((p) => p.quality ?? 11)),
});

// ---- In the child: one engine, one corpus, one task. ----

async function library(name, data) {
  if (isOurs(name)) return require(path.join(ENGINE, ours.code.node));
  if (name === "pagefind") return import("pagefind");
  const lib = await import(pathToFileURL(path.join(data, "built/code", `${name}.node.mjs`)));
  return ALL[name].start ? ALL[name].start(lib) : lib;
}

/** The documents, as long as building keeps within its bounds. */
async function* bounded(file, start) {
  let n = 0;
  for await (const doc of documents(file)) {
    yield doc;
    if (++n % 200) continue;
    if (performance.now() - start > BUILD_TIME) throw new Error(`3 minutes were over at ${n} documents`);
    if (inUse() > BUILD_BYTES && (gc(), inUse() > BUILD_BYTES)) throw new Error(`over 2.5 GB at ${n} documents`);
  }
}

async function child({ task, name, size, data, docs, files, queries }) {
  const peer = ALL[name];
  const lib = () => library(name, data);
  const load = ([key, file]) => [key, new Uint8Array(fs.readFileSync(file))];
  const take = () => Object.fromEntries(Object.entries(files).map(load));
  if (task === "build") {
    const start = performance.now();
    const built = await peer.build(await lib(), bounded(docs, start));
    const time = performance.now() - start;
    if (time > BUILD_TIME) throw new Error(`took ${Math.round(time / 1000)} s`);
    const folder = path.join(data, "built", `${name}-${size}`);
    fs.rmSync(folder, { recursive: true, force: true });
    for (const [key, bytes] of Object.entries(built)) {
      fs.mkdirSync(path.dirname(path.join(folder, key)), { recursive: true });
      fs.writeFileSync(path.join(folder, key), bytes);
    }
    return { time, files: Object.fromEntries(Object.keys(built).map((key) => [key, path.join(folder, key)])) };
  }
  if (task === "judge") return judge(peer, lib, take, cases);
  const asked = JSON.parse(fs.readFileSync(queries, "utf8"));
  const memory = () => (gc(), gc(), inUse());
  return measure(peer, lib, take, asked, { size, memory });
}

/** Runs a task in a process of its own. */
function inChild(job, limit) {
  return new Promise((resolve, reject) => {
    const execArgv = ["--max-old-space-size=4096", "--expose-gc"];
    const stdio = ["ignore", "ignore", "pipe", "ipc"];
    const worker = fork(fileURLToPath(import.meta.url), { execArgv, stdio });
    const fail = (why) => reject(new Error(why));
    const timer = setTimeout(() => worker.kill("SIGKILL") && fail(`not done in ${limit / MINUTE} minutes`), limit);
    let noise = "";
    worker.stderr.on("data", (text) => (noise += text));
    worker.on("message", ({ result, error }) => (error ? fail(error) : resolve(result)));
    worker.on("exit", () => {
      clearTimeout(timer);
      fail(/out of memory/i.test(noise) ? "out of memory (4 GB)" : "crashed");
    });
    worker.send(job);
  });
}

// ---- In the parent: the browser. ----

const SCRIPT = "text/javascript";
const TYPES = { ".html": "text/html", ".mjs": SCRIPT, ".js": SCRIPT, ".wasm": "application/wasm" };

/** Serves the page, the data and the engine, isolated so that the clock has 5 microseconds; notes what is asked for. */
function serve(data) {
  const asked = new Set();
  const roots = { data, engine: path.join(ENGINE, "engine-web"), page: HERE };
  const server = createServer((request, response) => {
    const [, root, ...rest] = decodeURIComponent(new URL(request.url, "http://x").pathname).split("/");
    const file = path.join(roots[root] ?? "", ...rest);
    const type = { "Content-Type": TYPES[path.extname(file)] ?? "application/octet-stream" };
    const headers = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };
    if (!roots[root] || !fs.existsSync(file)) return void response.writeHead(404, headers).end();
    asked.add(file);
    response.writeHead(200, { ...headers, ...type, "Cache-Control": "no-store" });
    fs.createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve({ server, asked, port: server.address().port }));
  });
}

const FLAGS =
  "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking " +
  "--disable-component-update --disable-sync --enable-blink-features=ForceEagerMeasureMemory";

async function inBrowser(host, data, job, limit) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [...FLAGS.split(" "), "--js-flags=--max-old-space-size=4096"],
  });
  let timer;
  try {
    const page = await browser.newPage();
    const crash = new Promise((_, reject) => {
      page.on("crash", () => reject(new Error("the page crashed")));
      timer = setTimeout(() => reject(new Error(`not done in ${limit / MINUTE} minutes`)), limit);
    });
    await page.goto(`http://127.0.0.1:${host.port}/page/page.html`);
    await page.waitForFunction(() => globalThis.go);
    const url = (file) => `/data/${path.relative(data, file).split(path.sep).join("/")}`;
    const files = ALL[job.name].browserOnly ? [] : Object.entries(job.files);
    const queries = job.queries && url(job.queries);
    const order = { ...job, files: Object.fromEntries(files.map(([key, file]) => [key, url(file)])), queries };
    results.browser = browser.version();
    return await Promise.race([page.evaluate((o) => globalThis.go(o), order), crash]);
  } catch (error) {
    throw new Error(String(error.message).split("\n")[0].replace("page.evaluate: ", ""));
  } finally {
    clearTimeout(timer);
    await browser.close();
  }
}

// ---- In the parent: everything in turn. ----

/** Bundles a library for Node and for the browser, and says what the latter weighs. */
async function code(name, data) {
  const folder = path.join(data, "built/code");
  const { entry, assets = [] } = ALL[name];
  const write = async (input, platform) => {
    const outfile = path.join(folder, `${name}.${platform === "node" ? "node" : "web"}.mjs`);
    const options = { bundle: true, minify: true, format: "esm", target: "es2022", logLevel: "error" };
    await bundle({ ...options, ...input, platform, outfile });
    return outfile;
  };
  if (isOurs(name)) {
    const [script, wasm] = ours.code.web.map((file) => path.join(ENGINE, file));
    const files = [await write({ entryPoints: [script] }, "browser"), wasm];
    return sum(files.map((file) => packed(fs.readFileSync(file))));
  }
  const stdin = { contents: entry, resolveDir: HERE };
  await write({ stdin }, "node");
  const files = [await write({ stdin }, "browser")];
  for (const asset of assets) {
    files.push(path.join(folder, path.basename(asset)));
    fs.copyFileSync(require.resolve(asset), files.at(-1));
  }
  return sum(files.map((file) => packed(fs.readFileSync(file))));
}

/** Bytes on the wire. Pagefind packs its own files and loads a part of them. */
function wire(name, files, texts, libraryBytes, asked) {
  const each = Object.entries(files).map(([key, file]) => {
    const bytes = fs.readFileSync(file);
    return { key, file, ...(/\.pf_|\.pagefind$/.test(key) ? { bytes: bytes.length } : packed(bytes)) };
  });
  const those = (test) => sum(each.filter(test));
  if (name === "pagefind") {
    const isCode = ({ key }) => /\.js$|\.pagefind$/.test(key);
    const [library, index] = [those(isCode), those((f) => /pf_(meta|index|filter)|entry/.test(f.key))];
    return { library, index, first: asked && those((f) => asked.has(f.file)), all: those(() => true) };
  }
  const index = those(({ key }) => key !== "data");
  const first = sum([libraryBytes, those(() => true)]);
  if (isOurs(name)) return { library: libraryBytes, index, first, all: first };
  const inside = ALL[name].textsInside;
  return { library: libraryBytes, index: inside ? null : index, first, all: inside ? first : sum([first, texts]) };
}

async function main() {
  const text = { type: "string" };
  const { values: options } = parseArgs({
    options: { data: text, only: text, sizes: text, out: text, keep: { type: "boolean" }, "no-browser": { type: "boolean" } },
  });
  if (!options.data || !options.out) throw new Error("usage: node run.mjs --data FOLDER --out RESULTS.md");
  const data = path.resolve(options.data);
  const sizes = (options.sizes ?? "5,1000,10000,100000").split(",").map(Number);
  const only = options.only?.split(",");
  results.sizes = sizes;
  fs.mkdirSync(path.join(data, "built/code"), { recursive: true });
  const saved = path.join(data, "results.json");
  if (options.keep && fs.existsSync(saved)) {
    // What was measured of other sizes stays: figures are compared within a size only.
    const before = JSON.parse(fs.readFileSync(saved, "utf8"));
    const both = [...new Set([...before.sizes, ...sizes])].sort((a, b) => a - b);
    Object.assign(results, before, { names: [], sizes: both });
  }
  const say = (...words) => console.log(new Date().toISOString().slice(11, 19), ...words);
  const attempt = async (name, size, where, run) => {
    try {
      const result = await run();
      say(name, size, where, "done");
      return result;
    } catch (error) {
      say(name, size, where, "FAILED:", error.message);
      results.failures.push({ name, size, where, why: error.message });
      return null;
    }
  };
  const weights = {};
  for (const name of Object.keys(ALL)) {
    if (only && !only.includes(isOurs(name) ? "ours" : name)) continue;
    if (isOurs(name) && ![ours.code.node, ...ours.code.web].every((file) => fs.existsSync(path.join(ENGINE, file)))) {
      say(name, "skipped: there is no engine in target/bench");
      continue;
    }
    if (ALL[name].entry || isOurs(name)) weights[name] = await attempt(name, "", "bundle", () => code(name, data));
    if (weights[name] || !ALL[name].entry) results.names.push(name);
  }
  const host = options["no-browser"] ? null : await serve(data);
  for (const size of [...sizes, "cases"]) {
    for (const measured of [results.runs, results.wire, results.builds]) {
      for (const key of Object.keys(measured).filter((key) => key.split(" ")[1] === String(size))) delete measured[key];
    }
    results.failures = results.failures.filter((failure) => failure.size !== size && failure.size !== "");
    const docs = size === "cases" ? path.join(HERE, "cases.jsonl") : path.join(data, `docs-${size}.jsonl`);
    const queries = path.join(data, `built/queries-${size}.json`);
    let texts = null;
    if (size !== "cases") {
      if (!fs.existsSync(docs)) {
        say(`skipped: there is no docs-${size}.jsonl`);
        continue;
      }
      texts = packed(fs.readFileSync(docs));
      const made = ["queries.mjs", "measure.mjs"].map((file) => fs.statSync(path.join(HERE, file)).mtimeMs);
      if (!fs.existsSync(queries) || fs.statSync(queries).mtimeMs < Math.max(...made)) {
        fs.writeFileSync(queries, JSON.stringify(await makeQueries(docs, size, size > 20_000 ? 40 : 120)));
      }
      say("queries for", size);
    }
    for (const name of results.names) {
      const peer = ALL[name];
      const key = `${name} ${size}`;
      let files = {};
      if (isOurs(name)) {
        files = Object.fromEntries(ours.files.map((part) => [part, path.join(data, `ours-${size}.${part}`)]));
        if (!Object.values(files).every((file) => fs.existsSync(file))) {
          say(name, `skipped: there is no ours-${size}`);
          continue;
        }
      } else {
        const job = { task: "build", name, size, data, docs };
        const built = await attempt(name, size, "build", () => {
          // Not begun where it cannot be done in time: no library builds faster the more there is.
          const known = sizes.filter((other) => other >= 1000).map((other) => [other, results.builds[`${name} ${other}`] ?? 0]);
          const expected = Math.max(0, ...known.map(([other, time]) => (time / other) * size));
          if (expected > BUILD_TIME) throw new Error(`would take more than ${Math.round(expected / 1000)} s`);
          return inChild(job, BUILD_TIME + 2 * MINUTE);
        });
        if (!built) continue;
        files = built.files;
        results.builds[key] = built.time;
      }
      const job = { name, size, data, files, queries: texts && queries, options: {} };
      const browse = (more) => inBrowser(host, data, { ...job, ...more }, 25 * MINUTE);
      if (size === "cases") {
        const inNode = () => inChild({ ...job, task: "judge" }, MINUTE);
        const inPage = () => browse({ cases });
        if (!peer.browserOnly) results.cases[name] = await attempt(name, size, "node", inNode);
        else if (host) results.cases[name] = await attempt(name, size, "chromium", inPage);
        continue;
      }
      if (!peer.browserOnly) {
        const run = () => inChild({ ...job, task: "measure" }, 25 * MINUTE);
        results.runs[`${key} node`] = await attempt(name, size, "node", run);
      }
      let asked = null;
      if (host) {
        if (peer.browserOnly) {
          // What has to be loaded for a first answer: one query to warm up, and nothing else.
          host.asked.clear();
          const one = { slice: [-1], kinds: ["with facets"], agreement: false };
          if (await attempt(name, size, "first answer", () => browse({ options: one }))) asked = new Set(host.asked);
        }
        const kinds = size > 20_000 && !isOurs(name) ? { kinds: ["facets only"] } : {};
        const run = () => browse({ options: { ...kinds, agreement: !!peer.browserOnly } });
        const result = await attempt(name, size, "chromium", run);
        results.runs[`${key} chromium`] = result;
      }
      if (name !== "oursLiteral") {
        const weigh = () => wire(name, files, texts, weights[name], asked);
        results.wire[key] = await attempt(name, size, "bytes", weigh);
      }
    }
    fs.writeFileSync(saved, JSON.stringify(results));
    fs.writeFileSync(options.out, report(results, ALL, cases));
  }
  host?.server.close();
  say("written", options.out);
}

if (process.send) {
  process.once("message", async (job) => {
    const failed = (error) => ({ error: String(error?.message ?? error) });
    const answer = await child(job).then((result) => ({ result }), failed);
    process.send(answer, () => process.exit());
  });
} else await main();
