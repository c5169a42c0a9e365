// The page that run.mjs opens in Chromium: fetches a library and its files, measures, and hands the result back.

import { judge, measure } from "./measure.mjs";
import { ours, oursLiteral } from "./ours.mjs";
import { peers } from "./peers.mjs";

const all = { ours, oursLiteral, ...peers };

async function library(name, size) {
  if (name === "pagefind") return import(`/data/built/pagefind-${size}/pagefind.js`);
  if (!name.startsWith("ours")) {
    const lib = await import(`/data/built/code/${name}.web.mjs`);
    return all[name].start ? all[name].start(lib) : lib;
  }
  const module = await import("/engine/engine.js");
  const { memory } = await module.default({ module_or_path: "/engine/engine_bg.wasm" });
  return { ...module, memory };
}

/** Memory of the page and its workers after a collection; wasm memory is not in it. */
const memory = async () => (await performance.measureUserAgentSpecificMemory()).bytes;

globalThis.go = async ({ name, size, files, queries, cases, options }) => {
  const lib = () => library(name, size);
  const take = async () => {
    const load = async ([key, url]) => [key, new Uint8Array(await (await fetch(url)).arrayBuffer())];
    return Object.fromEntries(await Promise.all(Object.entries(files).map(load)));
  };
  if (cases) return judge(all[name], lib, take, cases);
  const asked = queries ? await (await fetch(queries)).json() : [];
  const some = asked.slice(...(options.slice ?? []));
  const result = await measure(all[name], lib, take, some, { ...options, size, memory });
  // Here wasm memory comes on top; that of a worker cannot be seen.
  return { ...result, memory: result.memory + result.wasm };
};
