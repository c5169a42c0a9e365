// What is asked, and what the right answer is: queries drawn from a corpus, and an exact scan over folded words.

import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { GROUPS, KINDS, VALUES } from "./measure.mjs";

const PLACE = new Map(VALUES.map((value, place) => [value, place]));

/** The documents of a file, one on each line. */
export async function* documents(file) {
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    if (line) yield JSON.parse(line);
  }
}

/** The values of a document in a group of facets. */
export const valuesOf = (doc, group) =>
  group === "kind" ? [doc.kind] : group === "ministry" ? doc.ministries : doc.issues;

/** Words as they stand in a text, in lower case; an apostrophe within a word is part of it. */
const WORD = /[\p{L}\p{Nd}\p{M}\u00ad]+(?:['’‘][\p{L}\p{Nd}\p{M}\u00ad]+)*/gu;
const surfaces = (text) => text.toLowerCase().match(WORD) ?? [];

const folded = new Map();
/** A word without accents and apostrophes. */
export function fold(word) {
  let done = folded.get(word);
  if (done === undefined) {
    done = word.normalize("NFKD").replace(/[\p{M}\u00ad'’‘]/gu, "").toLowerCase();
    folded.set(word, done);
  }
  return done;
}

/** Numbers in [0, 1), the same ones for the same seed (mulberry32). */
function dice(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Common, middle and rare words: thirds of the logarithm of the rank. */
function strata(words, frequency) {
  const ranked = [...words].sort((a, b) => frequency.get(b) - frequency.get(a) || (a < b ? -1 : 1));
  const cut = (third) => Math.max(third, Math.round(ranked.length ** (third / 3)));
  const parts = [ranked.slice(0, cut(1)), ranked.slice(cut(1), cut(2)), ranked.slice(cut(2))];
  return parts.map((part) => (part.length ? part : ranked));
}

/** A word with one edit (5 to 7 letters) or two (8 and more); the first letter stays. */
function misspelt(word, roll) {
  const letter = () => String.fromCharCode(97 + Math.floor(roll() * 26));
  for (let edits = word.length < 8 ? 1 : 2; edits > 0; edits--) {
    const at = 1 + Math.floor(roll() * (word.length - 2));
    const kind = Math.floor(roll() * 4);
    const [before, after] = [word.slice(0, at), word.slice(at)];
    if (kind === 0) word = before + letter() + after;
    else if (kind === 1) word = before + after.slice(1);
    else if (kind === 2) word = before + letter() + after.slice(1);
    else word = before + after[1] + after[0] + after.slice(2);
  }
  return word;
}

/** A regular inflected form of a Dutch word: a plural or the form in -en, with its spelling rules. */
function inflected(word) {
  if (word.endsWith("heid")) return word.slice(0, -4) + "heden";
  if (/(ie|e|el|er|em)$/.test(word)) return word + "s";
  if (/([aeou])\1[^aeiouy]$/.test(word)) return word.slice(0, -2) + word.at(-1) + "en";
  if (/[^aeiou][aeiou][bdfgklmnprst]$/.test(word)) return word + word.at(-1) + "en";
  return word + "en";
}

/** Two passes over a corpus: draws `count` queries of each kind and some to warm up, then scans for the answers. */
export async function makeQueries(file, size, count) {
  const roll = dice(size);
  const pick = (list) => list[Math.floor(roll() * list.length)];
  const [frequency, spelled, samples] = [new Map(), new Map(), []];
  const wanted = new Set(Array.from({ length: 4 * count }, () => Math.floor(roll() * size)));
  for await (const doc of documents(file)) {
    const words = surfaces(`${doc.title}\n${doc.headings}\n${doc.body}`);
    for (const surface of new Set(words)) {
      const word = fold(surface);
      frequency.set(word, (frequency.get(word) ?? 0) + 1);
      if (surface !== word) spelled.set(surface, (spelled.get(surface) ?? 0) + 1);
    }
    if (wanted.has(doc.id)) samples.push(doc);
  }
  // Words are asked as most documents spell them, for engines that keep accents apart.
  const spelling = new Map();
  for (const [surface, n] of spelled) {
    const word = fold(surface);
    if (n > frequency.get(word) / 2) spelling.set(word, surface);
  }
  const vocabulary = [...frequency.keys()].filter((word) => word.length > 1);
  const letters = vocabulary.filter((word) => /^[a-z]{5,}$/.test(word));
  const bases = letters.filter((word) => !/(en|s)$/.test(word));
  const [all, long, roots] = [vocabulary, letters, bases].map((words) => strata(words, frequency));
  const ofDocument = (doc) => {
    const words = new Set(surfaces(`${doc.title}\n${doc.headings}\n${doc.body}`).map(fold));
    return strata([...words].filter((word) => word.length > 1), frequency);
  };
  const facetsOf = (doc, number) => {
    const groups = GROUPS.filter((group) => valuesOf(doc, group).length);
    while (groups.length > number) groups.splice(Math.floor(roll() * groups.length), 1);
    return Object.fromEntries(groups.map((group) => [group, [pick(valuesOf(doc, group))]]));
  };
  const draw = {
    "facets only": (i) => ({ facets: facetsOf(pick(samples), 1 + (i % 3)) }),
    "one word": (i) => ({ words: [pick(all[i % 3])] }),
    "two words": (i) => {
      const parts = ofDocument(pick(samples));
      return { words: [pick(parts[i % 3]), pick(parts[Math.floor(i / 3) % 3])] };
    },
    prefix: (i) => {
      const length = 1 + (i % 5);
      let word = pick(all[Math.floor(i / 5) % 3]);
      while (word.length < length) word = pick(vocabulary);
      return { words: [word.slice(0, length)], prefix: true };
    },
    typo: (i) => {
      for (;;) {
        const meant = pick(long[i % 3]);
        const word = misspelt(meant, roll);
        if (!frequency.has(word)) return { words: [word], edits: meant.length < 8 ? 1 : 2, right: [meant] };
      }
    },
    phrase: (i) => {
      for (;;) {
        const words = surfaces(pick(pick(samples).body.split("\n\n"))).map(fold);
        const at = Math.floor(roll() * words.length);
        const phrase = words.slice(at, at + 2 + (i % 3));
        if (phrase.length === 2 + (i % 3)) return { words: phrase, phrase: true };
      }
    },
    stem: (i) => {
      const base = pick(roots[i % 3]);
      return { words: [inflected(base)], stem: true, right: [base, inflected(base)] };
    },
    "with facets": (i) => {
      const doc = pick(samples);
      return { words: [pick(ofDocument(doc)[i % 3])], facets: facetsOf(doc, 1 + (i % 2)) };
    },
  };
  const queries = KINDS.flatMap((kind) =>
    Array.from({ length: count + 3 }, (_, i) => {
      const query = { kind, warm: i >= count, words: [], facets: {}, ...draw[kind](i) };
      query.text = query.words.map((word) => (query.prefix ? word : (spelling.get(word) ?? word))).join(" ");
      return query;
    }),
  );
  await scan(file, size, queries);
  return queries;
}

/** Writes the right answer into each query: how many, which (as bits), and the counts of all values. */
async function scan(file, size, queries) {
  const [byWord, byPrefix, byFirst] = [new Map(), new Map(), new Map()];
  const note = (map, key, query) => map.set(key, [...(map.get(key) ?? []), query]);
  for (const query of queries) {
    query.truth = { total: 0, bits: new Uint8Array((size + 7) >> 3), counts: Array(VALUES.length).fill(0) };
    if (query.phrase) note(byFirst, query.words[0], query);
    else if (query.prefix) note(byPrefix, query.words[0], query);
    else for (const word of new Set(query.right ?? query.words)) note(byWord, word, query);
  }
  const everything = queries.filter((query) => !query.words.length);
  for await (const doc of documents(file)) {
    // A phrase does not go on in the next paragraph.
    const fields = [doc.title, doc.headings, doc.body]
      .flatMap((text) => text.split("\n\n"))
      .map((text) => surfaces(text).map(fold));
    const words = new Set(fields.flat());
    const found = new Set(everything);
    const partly = new Map();
    for (const word of words) {
      for (const query of byWord.get(word) ?? []) {
        const met = (partly.get(query) ?? 0) + 1;
        partly.set(query, met);
        if (query.right || met === new Set(query.words).size) found.add(query);
      }
      for (let n = 1; n <= 5 && n <= word.length; n++) {
        for (const query of byPrefix.get(word.slice(0, n)) ?? []) found.add(query);
      }
    }
    for (const field of fields) {
      field.forEach((word, at) => {
        for (const query of byFirst.get(word) ?? []) {
          if (query.words.every((other, i) => field[at + i] === other)) found.add(query);
        }
      });
    }
    for (const query of found) mark(query, doc);
  }
  for (const { truth } of queries) truth.bits = Buffer.from(truth.bits).toString("base64");
}

/** A value's count leaves the choices of its own group out, as that is what choosing it instead would give. */
function mark(query, doc) {
  const misses = GROUPS.filter(
    (group) => query.facets[group] && !valuesOf(doc, group).some((value) => query.facets[group].includes(value)),
  );
  if (!misses.length) {
    query.truth.total++;
    query.truth.bits[doc.id >> 3] |= 1 << (doc.id & 7);
  }
  if (misses.length > 1) return;
  for (const group of misses.length ? misses : GROUPS) {
    for (const value of valuesOf(doc, group)) query.truth.counts[PLACE.get(`${group}=${value}`)]++;
  }
}
