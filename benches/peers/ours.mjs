// Our own engine, through the wasm module in `target/bench`; all that depends on its interface is here.

import { VALUES } from "./measure.mjs";

const ALL = 63;
const engine = (forms) => ({
  files: ["data", "index"],
  code: { node: "engine-node/engine.js", web: ["engine-web/engine.js", "engine-web/engine_bg.wasm"] },
  open({ Engine }, files) {
    return new Engine(files.data, files.index);
  },
  /** What the page does in the background. */
  warm: (index) => index.warm(),
  indexBytes: (index) => index.bytes(),
  wasmBytes: (lib) => lib.memory?.buffer.byteLength ?? 0,
  search(index, query) {
    const text = query.phrase ? `"${query.text}"` : query.text;
    const facets = Object.entries(query.facets).map(([group, values]) => `${group}=${values.join()}`);
    const answer = index.search(text, facets.join(";"), forms);
    const best = 2 + answer[1];
    return {
      total: answer[0],
      ids: [...answer.subarray(2, best)],
      counts: () => Object.fromEntries(VALUES.map((value, i) => [value, answer[best + i]])),
    };
  },
});

const can = {
  prefix: true, typo: true, phrase: true, stem: true, compound: true, filter: true, or: true, counts: true,
};
const literal = { prefix: "last word whole", typo: "literal", stem: "literal", compound: "literal" };

export const ours = { ...engine(ALL), name: "ours", can };
export const oursLiteral = { ...engine(0), name: "ours, literal", can: { ...can, ...literal } };
