// What is measured, the same in Node and in the browser: load, memory, latency, agreement, and the cases.

export const FACETS = {
  ministry: "AZ BZK BZ Def EZK EZ Fin IenW JenV LVVN LNV OCW SZW VWS AenM KGG".split(" "),
  issue: Array.from({ length: 69 }, (_, i) => `i${i}`),
  kind: "beslisnota kamerbrief motie kamervragen handelingen bnc-fiche overig".split(" "),
};
export const GROUPS = Object.keys(FACETS);
/** All 92 values, in the order in which our engine counts them. */
export const VALUES = GROUPS.flatMap((group) => FACETS[group].map((value) => `${group}=${value}`));

/** The kinds of query, in the order of the tables, and what an engine has to be able to do for them. */
export const NEEDS = {
  "facets only": "filter",
  "one word": null,
  "two words": null,
  prefix: "prefix",
  typo: "typo",
  phrase: "phrase",
  stem: "stem",
  "with facets": "filter",
};
export const KINDS = Object.keys(NEEDS);

/** Milliseconds that one kind of query may take, or warming up; one query is asked at least. */
export const PATIENCE = 3_000;

/** Whether an engine can be asked something: true, or why not. */
export function able(peer, need) {
  if (!need) return true;
  return peer.can[need] === true || peer.can[need] || "cannot";
}

/** The smallest step of the clock, in milliseconds. */
function resolution() {
  let step = Infinity;
  for (let i = 0, last = performance.now(); i < 20_000; i++) {
    const now = performance.now();
    if (now > last) step = Math.min(step, now - last);
    last = now;
  }
  return step;
}

/** Time of one query in milliseconds; a quick one is asked several times and its mean taken. */
async function time(peer, engine, query, least) {
  for (let times = 1; ; ) {
    const start = performance.now();
    let answer;
    for (let i = 0; i < times; i++) {
      answer = peer.search(engine, query, 10);
      if (answer?.then) answer = await answer;
    }
    const spent = performance.now() - start;
    if (spent >= least || times >= 100) return answer && spent / times;
    times = Math.min(100, Math.ceil((1.5 * least) / Math.max(spent / times, least / 100)));
  }
}

/** Loads an engine and asks it everything. `library` gives the code, `take` the files, `memory` the bytes in use. */
export async function measure(peer, library, take, queries, { size, memory, kinds = KINDS, agreement = true }) {
  const before = await memory();
  const lib = await library();
  let files = await take();
  const start = performance.now();
  const engine = await peer.open(lib, files);
  const usable = queries.filter((q) => kinds.includes(q.kind) && able(peer, NEEDS[q.kind]) === true);
  const first = usable.find((q) => q.warm);
  if (first) await peer.search(engine, first, 10);
  const load = performance.now() - start;
  files = null;
  if (peer.warm) await peer.warm(engine);
  const warm = performance.now() - start - load;
  const after = await memory();
  const wasm = peer.wasmBytes?.(lib) ?? 0;
  const index = peer.indexBytes?.(engine);
  const result = { load, warm, memory: after - before, wasm, index, times: {}, agree: {} };
  const patience = (since) => performance.now() - since < PATIENCE;
  const warming = performance.now();
  for (const query of usable.filter((q) => q.warm).slice(0, 20)) {
    if (patience(warming)) await peer.search(engine, query, 10);
  }
  const least = 20 * resolution();
  for (const kind of kinds) {
    const asked = usable.filter((q) => q.kind === kind && !q.warm);
    const times = [];
    const begun = performance.now();
    for (const query of asked) {
      const spent = await time(peer, engine, query, least);
      if (spent != null) times.push(spent);
      if (!patience(begun)) break;
    }
    if (!times.length) continue;
    times.sort((a, b) => a - b);
    const at = (share) => times[Math.max(0, Math.ceil(share * times.length) - 1)];
    result.times[kind] = { p50: at(0.5), p95: at(0.95), p99: at(0.99), n: times.length };
  }
  for (const kind of agreement ? kinds : []) {
    const verdicts = { n: 0, equal: 0, superset: 0, other: 0, counted: 0, counts: 0 };
    // Counts without a group's own choice may rightly be higher, where an engine finds more by the word.
    const strict = kind !== "with facets" || result.agree["one word"]?.equal === result.agree["one word"]?.n;
    const begun = performance.now();
    for (const query of usable.filter((q) => q.kind === kind && !q.warm)) {
      // Whole lists are compared where they can be had; at 100 000 documents the total and the ten best.
      const answer = await peer.search(engine, query, size > 20_000 || peer.browserOnly ? 10 : size);
      if (!answer) continue;
      verdicts.n++;
      const counts = peer.can.counts === true ? answer.counts() : null;
      const ids = typeof answer.ids === "function" ? await answer.ids() : answer.ids;
      const verdict = compare({ ...answer, ids, counts }, query);
      verdicts[verdict]++;
      const exact = () => VALUES.every((value, i) => (counts[value] ?? 0) === query.truth.counts[i]);
      if (counts && strict && verdict === "equal") {
        verdicts.counted++;
        if (exact()) verdicts.counts++;
      }
      if (!patience(begun)) break;
    }
    if (verdicts.n) result.agree[kind] = verdicts;
  }
  return result;
}

/** Whether an answer is the right set of documents, holds it, or neither. */
function compare({ total, ids, counts }, { truth, facets }) {
  truth.set ??= Uint8Array.from(atob(truth.bits), (c) => c.charCodeAt(0));
  const right = ids.filter((id) => truth.set[id >> 3] & (1 << (id & 7))).length;
  if (total === truth.total && right === ids.length) return "equal";
  if (ids.length === total) return right === truth.total ? "superset" : "other";
  // Without the whole list: no total and no count may be smaller.
  const enough = !counts || Object.keys(facets).length || VALUES.every((v, i) => (counts[v] ?? 0) >= truth.counts[i]);
  return total > truth.total && enough ? "superset" : "other";
}

/** Asks the cases: "pass", "fail", or "cannot". */
export async function judge(peer, library, take, cases) {
  const engine = await peer.open(await library(), await take());
  if (peer.warm) await peer.warm(engine);
  const results = [];
  for (const { query, needs, want, not = [], counts } of cases) {
    const unable = [needs].flat().some((need) => able(peer, need) !== true);
    // Forms of words can be asked of all, as the beginning of a word may do; the rest needs its own query.
    if (unable && !["stem", "compound"].includes(needs)) {
      results.push("cannot");
      continue;
    }
    const answer = await peer.search(engine, query, 100);
    const ids = typeof answer?.ids === "function" ? await answer.ids() : (answer?.ids ?? []);
    const found = answer?.counts?.() ?? {};
    const fits =
      answer &&
      want.every((id) => ids.includes(id)) &&
      !not.some((id) => ids.includes(id)) &&
      Object.entries(counts ?? {}).every(([value, n]) => (found[value] ?? 0) === n);
    results.push(fits ? "pass" : unable ? "cannot" : "fail");
  }
  return results;
}
