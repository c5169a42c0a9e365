// The results as Markdown: ratios to ours, with our figures beside them; absolute figures where ours is missing.

import { availableParallelism } from "node:os";
import { readFileSync } from "node:fs";
import { KINDS, NEEDS, PATIENCE, able } from "./measure.mjs";

const locked = JSON.parse(readFileSync(new URL("package-lock.json", import.meta.url), "utf8")).packages;

/** A number with two digits that count, and no exponent. */
const short = (x) => (x >= 100 ? String(Math.round(x)) : String(Number(x.toPrecision(2))));
const ms = (x) => `${short(x)} ms`;
const bytes = (x) => (x < 1e6 ? `${short(x / 1e3)} kB` : `${short(x / 1e6)} MB`);
const table = (head, rows) =>
  [head, head.map((_, i) => (i ? "--:" : "---")), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n") + "\n";

/** A value beside ours: the ratio; ours: 1.00 and the value itself. */
function beside(value, base, unit, name) {
  if (value == null) return "–";
  if (base == null) return unit(value);
  return name === "ours" ? `1.00 (${unit(value)})` : `${short(value / base)}`;
}

export function report(results, all, cases) {
  const { runs, sizes, names, builds } = results;
  const title = (name) => {
    const version = locked[`node_modules/${all[name].package}`]?.version;
    return version ? `${all[name].name} ${version}` : all[name].name;
  };
  const out = [];
  const say = (...lines) => out.push(...lines, "");
  const hasOurs = names.includes("ours");
  say(
    "# Search libraries side by side",
    "",
    "The same made-up Dutch documents (3 to 6 kB each, 92 facet values) and the same queries for every engine, each",
    "in a process or browser of its own. An answer is the total, the ten best documents and, where an engine can, the",
    "counts of all facet values. Words are common, middle and rare ones alike; twenty other queries come first. Kinds:",
    "the first 1 to 5 letters (prefix), one edit in words of 5 to 7 letters and two in longer ones, an exchange of",
    "neighbours being one (typo), 2 to 4 words in sequence (phrase), an inflected form (stem), a word with one or two",
    "facet values (with facets). What a library cannot do is not emulated.",
    "",
    `Machine: ${availableParallelism()} cores, Node ${process.versions.node}` +
      (results.browser ? `, Chromium ${results.browser}.` : ", without a browser."),
    hasOurs ? "Figures are ratios to ours, which is 1.00: more than 1 is more time or bytes." : "Figures are absolute.",
  );
  for (const size of sizes) {
    if (!names.some((name) => results.wire[`${name} ${size}`])) continue;
    say(`## ${size.toLocaleString("en").replaceAll(",", " ")} documents`);
    const present = (where) => names.filter((name) => runs[`${name} ${size} ${where}`]);
    say("Bytes on the wire after brotli (quality 11; marked q9 from 20 MB on, q5 from 200 MB on; Pagefind packs its own files).", "");
    const wires = names.filter((name) => results.wire[`${name} ${size}`]);
    const base = results.wire[`ours ${size}`];
    const columns = ["library", "index", "first", "all"];
    say(
      table(
        ["", "library code", "index without texts", "to the first answer", "with all texts", "time to build"],
        wires.map((name) => {
          const wire = results.wire[`${name} ${size}`];
          const quality = (part) => (part?.quality < 11 ? ` q${part.quality}` : "");
          const part = (c) => beside(wire[c]?.bytes, base?.[c]?.bytes, bytes, name) + quality(wire[c]);
          const time = builds[`${name} ${size}`];
          return [title(name), ...columns.map(part), time ? `${short(time / 1000)} s` : "–"];
        }),
      ),
    );
    for (const where of ["node", "chromium"]) {
      if (!present(where).length) continue;
      const ours = runs[`ours ${size} ${where}`];
      say(`### ${where === "node" ? "Node" : "Chromium"}, ${size} documents`, "");
      say("Times: 50 % / 95 % / 99 % of the queries were faster. * filters, but does not count facet values.");
      say(`(n of m): only n queries, as the others cannot be asked or ${PATIENCE / 1000} seconds were over.`, "");
      const cell = (name, kind) => {
        const run = runs[`${name} ${size} ${where}`];
        const times = run.times[kind];
        if (!times) return able(all[name], NEEDS[kind]) === true ? "–" : "cannot";
        const most = Math.max(...present(where).map((other) => runs[`${other} ${size} ${where}`].times[kind]?.n ?? 0));
        const few = times.n < most ? ` (${times.n} of ${most})` : "";
        const star = NEEDS[kind] === "filter" && all[name].can.counts !== true ? "*" : "";
        const base = name === "ours" ? undefined : ours?.times[kind];
        const each = ["p50", "p95", "p99"].map((p) => short(base ? times[p] / base[p] : times[p])).join(" / ");
        return (name === "ours" ? `1.00 (${each} ms)` : base ? each : `${each} ms`) + star + few;
      };
      say(table(["", ...KINDS], present(where).map((name) => [title(name), ...KINDS.map((kind) => cell(name, kind))])));
      say("Load: from the files in memory to the first answer, the code being there. Memory: of code and index.", "");
      say(
        table(
          ["", "load to first answer", "memory"],
          present(where).map((name) => {
            const run = runs[`${name} ${size} ${where}`];
            const hidden = where === "chromium" && all[name].browserOnly ? " without its wasm" : "";
            const memory = beside(run.memory, ours?.memory, bytes, name) + hidden;
            return [title(name), beside(run.load, ours?.load, ms, name), memory];
          }),
        ),
      );
    }
    say(`### Agreement with an exact scan, ${size} documents`, "");
    say("Queries answered with the right set / with more than it / otherwise. Engines that stem find more by design.");
    say("Typo and stem: queries that found every document with the word meant, or with either form.");
    say("Counts: answers with the right set in which all 92 counts are right as well.", "");
    const rows = names.flatMap((name) => {
      const agree = (runs[`${name} ${size} node`] ?? runs[`${name} ${size} chromium`])?.agree;
      if (!agree || !Object.keys(agree).length) return [];
      const cells = KINDS.map((kind) => {
        const a = agree[kind];
        if (!a) return "–";
        if (kind === "typo" || kind === "stem") return `${a.equal + a.superset} of ${a.n}`;
        return `${a.equal} / ${a.superset} / ${a.other}`;
      });
      const total = (key) => Object.values(agree).reduce((n, a) => n + a[key], 0);
      return [[title(name), ...cells, total("counted") ? `${total("counts")} of ${total("counted")}` : "cannot"]];
    });
    say(table(["", ...KINDS, "counts"], rows));
  }
  const judged = names.filter((name) => results.cases[name]);
  say("## Cases", "", "On thirty sentences (`cases.jsonl`, where [n] is line n + 1).", "");
  const list = (ids) => ids.map((id) => `[${id}]`).join(" ");
  say(
    table(
      ["case", ...judged.map((name) => all[name].name)],
      cases.map(({ group, query, want, not = [], note }, i) => {
        const values = Object.entries(query.facets).map(([g, v]) => `${g}=${v.join()}`);
        const asked = [query.text && `“${query.text}”`, ...values].filter(Boolean).join(" ");
        const parts = [want.length && `finds ${list(want)}`, not.length && `not ${list(not)}`, note].filter(Boolean);
        return [`${group}: ${asked} ${parts.join(", ")}`, ...judged.map((name) => results.cases[name][i])];
      }),
    ),
  );
  const score = (name) => results.cases[name].filter((verdict) => verdict === "pass").length;
  say(table(["passed", ...judged.map((name) => all[name].name)], [[`of ${cases.length}`, ...judged.map(score)]]));
  say("## What they cannot do", "");
  for (const name of names.filter((name) => name !== "ours")) {
    const reasons = Object.entries(all[name].can).filter(([, able]) => able !== true);
    const where = all[name].browserOnly ? [["Node", all[name].browserOnly]] : [];
    const list = [...where, ...reasons].map(([what, why]) => `${what} (${why})`);
    out.push(`- ${title(name)}: ${list.join("; ") || "nothing of this"}.`);
  }
  say("", "## Failures", "");
  if (!results.failures.length) say("None.");
  for (const { name, size, where, why } of results.failures) {
    out.push(`- ${all[name].name}, ${size === "cases" ? size : `${size} documents`}, ${where}: ${why}`);
  }
  return out.join("\n").replace(/\n{3,}/g, "\n\n").trimEnd() + "\n";
}
