// One adapter for each library, with nothing but its documented interface. Runs in Node and in the browser.
//
// entry:  what esbuild bundles; adapters get the bundle as `lib`, so that its size is what a page would load.
// can:    prefix, typo, phrase, stem, filter (by facets), or (two values of one group), counts (of all facet values);
//         a text instead of true says why not. Compounds are left to those that say so.
// start:  lib -> what the others get, if it is not the bundle. build: documents -> files, by the documented export.
// open:   files -> engine.
// search: query -> { total, ids: the best ones, counts?: () => counts by "group=value" }; the work is done by then.

import { FACETS, GROUPS, VALUES } from "./measure.mjs";

const PLACE = Object.fromEntries(VALUES.map((value, place) => [value, place]));
const bytes = (value) => new TextEncoder().encode(JSON.stringify(value));
const parse = (data) => JSON.parse(new TextDecoder().decode(data));
const chosen = (query) => Object.entries(query.facets);
const FIELD = { kind: "kind", ministry: "ministries", issue: "issues" };
const named = (query) => Object.fromEntries(chosen(query).map(([group, values]) => [FIELD[group], values]));

const minisearch = {
  name: "MiniSearch",
  package: "minisearch",
  entry: `export { default as MiniSearch } from "minisearch";`,
  can: {
    prefix: true, typo: true, phrase: "no phrases", stem: "no stemmer", filter: true, or: true, counts: "no counts",
  },
  options: { fields: ["title", "headings", "body"], storeFields: ["kind", "ministries", "issues"] },
  async build({ MiniSearch }, docs) {
    const index = new MiniSearch(this.options);
    for await (const doc of docs) index.add(doc);
    return { "index.json": bytes(index) };
  },
  open({ MiniSearch }, files) {
    const index = MiniSearch.loadJSON(new TextDecoder().decode(files["index.json"]), this.options);
    return { index, everything: MiniSearch.wildcard };
  },
  search({ index, everything }, query, limit) {
    const options = { combineWith: "AND", prefix: !!query.prefix, fuzzy: query.edits ? 0.2 : false };
    const sets = Object.entries(named(query));
    if (sets.length) {
      const has = (of, values) => (Array.isArray(of) ? of.some((v) => values.includes(v)) : values.includes(of));
      options.filter = (hit) => sets.every(([field, values]) => has(hit[field], values));
    }
    const hits = index.search(query.text || everything, options);
    return { total: hits.length, ids: hits.slice(0, limit).map((hit) => hit.id) };
  },
};

const flexsearch = {
  name: "FlexSearch",
  package: "flexsearch",
  entry: `export { Document, Charset } from "flexsearch";`,
  can: {
    prefix: true, typo: "only with the tokenizer 'tolerant', which excludes prefixes", phrase: "no phrases",
    stem: "no Dutch stemmer", filter: true, or: "tags intersect or give several lists", counts: "no counts",
  },
  /** Fields are searched one by one, so that words of several fields need one field of all texts. */
  create: ({ Document, Charset }) =>
    new Document({
      tokenize: "forward",
      encoder: Charset.Normalize,
      document: {
        id: "id",
        index: [{ field: "text", custom: (doc) => `${doc.title}\n${doc.headings}\n${doc.body}` }],
        tag: ["kind", "ministries", "issues"],
      },
    }),
  async build(lib, docs) {
    const index = this.create(lib);
    for await (const doc of docs) index.add(doc);
    const files = {};
    await index.export((key, data) => void (data && (files[key] = new TextEncoder().encode(data))));
    return files;
  },
  async open(lib, files) {
    const index = this.create(lib);
    for (const key in files) await index.import(key, new TextDecoder().decode(files[key]));
    return index;
  },
  search(index, query, limit) {
    const options = { limit: 1e6, merge: true };
    if (chosen(query).length) options.tag = named(query);
    if (query.text) {
      const hits = index.search(query.text, options);
      return { total: hits.length, ids: hits.slice(0, limit).map((hit) => hit.id) };
    }
    if (chosen(query).length > 1) return null; // Without a text, several tags give several lists.
    const [{ result }] = index.search({ tag: options.tag, limit: 1e6 });
    return { total: result.length, ids: result.slice(0, limit) };
  },
};

const lunr = {
  name: "Lunr",
  package: "lunr",
  entry: `import lunr from "lunr";
    import support from "lunr-languages/lunr.stemmer.support";
    import dutch from "lunr-languages/lunr.nl";
    support(lunr); dutch(lunr); export { lunr };`,
  can: {
    prefix: true, typo: true, phrase: "no phrases", stem: true, or: "no filters", counts: "no counts",
    filter: "no filters; values in fields lose their digits to the Dutch trimmer",
  },
  async build({ lunr }, docs) {
    const builder = new lunr.Builder();
    builder.use(lunr.nl);
    builder.ref("id");
    for (const field of ["title", "headings", "body"]) builder.field(field);
    for await (const doc of docs) builder.add(doc);
    return { "index.json": bytes(builder.build()) };
  },
  open: ({ lunr }, files) => ({ lunr, index: lunr.Index.load(parse(files["index.json"])) }),
  search({ lunr, index }, query, limit) {
    const options = { presence: lunr.Query.presence.REQUIRED };
    // As in its own query parser, a beginning of a word is not stemmed.
    if (query.prefix) Object.assign(options, { wildcard: lunr.Query.wildcard.TRAILING, usePipeline: false });
    if (query.edits) options.editDistance = query.edits;
    const hits = index.query((q) => q.term(lunr.tokenizer(query.text), options));
    return { total: hits.length, ids: hits.slice(0, limit).map((hit) => +hit.ref) };
  },
};

const orama = {
  name: "Orama",
  package: "@orama/orama",
  textsInside: true,
  entry: `export { create, insert, search, save, load } from "@orama/orama";
    export { stemmer, language } from "@orama/stemmers/dutch";`,
  can: { prefix: true, typo: true, stem: true, filter: true, or: true, counts: true, phrase: "no phrases" },
  create: ({ create, stemmer, language }) =>
    create({
      schema: {
        title: "string", headings: "string", body: "string",
        kind: "enum", ministries: "enum[]", issues: "enum[]",
      },
      sort: { enabled: false },
      components: { tokenizer: { stemming: true, language, stemmer } },
    }),
  async build(lib, docs) {
    const db = this.create(lib);
    for await (const doc of docs) await lib.insert(db, { ...doc, id: String(doc.id) });
    return { "index.json": bytes(lib.save(db)) };
  },
  open(lib, files) {
    const db = this.create(lib);
    lib.load(db, parse(files["index.json"]));
    return { db, search: lib.search };
  },
  async search({ db, search }, query, limit) {
    const where = {};
    for (const [field, values] of Object.entries(named(query))) {
      where[field] = field === "kind" ? { in: values } : { containsAny: values };
    }
    const options = { threshold: 0, tolerance: query.edits ?? 0, facets: { kind: {}, ministries: {}, issues: {} } };
    const answer = await search(db, { term: query.text, where, limit, ...options });
    return {
      total: answer.count,
      ids: answer.hits.map((hit) => +hit.id),
      counts: () => countsOf((field) => Object.entries(answer.facets[field].values)),
    };
  },
};

/** Counts by "group=value" from those by field and value. */
function countsOf(entries) {
  const counts = {};
  for (const group in FIELD) for (const [value, n] of entries(FIELD[group])) counts[`${group}=${value}`] = n;
  return counts;
}

const itemsjs = {
  name: "ItemsJS",
  package: "itemsjs",
  textsInside: true,
  entry: `export { default as itemsjs } from "itemsjs";`,
  can: {
    prefix: true, typo: "no typos", phrase: "no phrases", stem: "English stemmer only, switched off",
    filter: true, or: true, counts: true,
  },
  options: {
    searchableFields: ["title", "headings", "body"],
    isExactSearch: true, // Without English stems and stop words.
    // All values are counted, and those of one group are alternatives.
    aggregations: Object.fromEntries(Object.values(FIELD).map((field) => [field, { size: 100, conjunction: false }])),
  },
  async build({ itemsjs }, docs) {
    const data = [];
    for await (const doc of docs) data.push(doc);
    return { "snapshot.json": bytes(itemsjs(data, this.options).serializeAll()) };
  },
  open({ itemsjs }, files) {
    const { fulltext, facets } = parse(files["snapshot.json"]);
    const data = fulltext.store.map(([, item]) => item); // The snapshot holds the documents already.
    return itemsjs(data, { ...this.options, fulltextSnapshot: fulltext, facetsSnapshot: facets });
  },
  search(engine, query, limit) {
    const answer = engine.search({ query: query.text, filters: named(query), per_page: limit });
    const { aggregations } = answer.data;
    return {
      total: answer.pagination.total,
      ids: answer.data.items.map((item) => item.id),
      counts: () => countsOf((field) => aggregations[field].buckets.map(({ key, doc_count: n }) => [key, n])),
    };
  },
};

const sqlite = {
  name: "SQLite FTS5",
  package: "@sqlite.org/sqlite-wasm",
  entry: `export { default as start } from "@sqlite.org/sqlite-wasm";`,
  assets: ["@sqlite.org/sqlite-wasm/sqlite3.wasm"],
  can: {
    prefix: true, typo: "no typos; trigrams find substrings", phrase: true, stem: "English stemmer only",
    filter: true, or: true, counts: true,
  },
  start: ({ start }) => start(),
  async build(sqlite3, docs) {
    const db = new sqlite3.oo1.DB(":memory:");
    db.exec(`create virtual table text using fts5(title, headings, body, content='', prefix='1 2 3',
        tokenize='unicode61 remove_diacritics 2');
      create table doc (id integer primary key);
      create table facet (doc integer, value integer, primary key (doc, value)) without rowid; begin`);
    const add = ["text (rowid, title, headings, body) values (?, ?, ?, ?)", "doc values (?)", "facet values (?, ?)"];
    const [text, id, facet] = add.map((into) => db.prepare(`insert into ${into}`));
    for await (const doc of docs) {
      text.bind([doc.id, doc.title, doc.headings, doc.body]).stepReset();
      id.bind([doc.id]).stepReset();
      for (const group of GROUPS) {
        for (const value of [doc[FIELD[group]]].flat()) facet.bind([doc.id, PLACE[`${group}=${value}`]]).stepReset();
      }
    }
    for (const statement of [text, id, facet]) statement.finalize();
    db.exec(`create index by_value on facet (value, doc); commit;
      insert into text(text) values ('optimize'); analyze; vacuum`);
    return { "index.db": sqlite3.capi.sqlite3_js_db_export(db) };
  },
  open(sqlite3, files) {
    const data = files["index.db"];
    const db = new sqlite3.oo1.DB(":memory:");
    const at = sqlite3.wasm.allocFromTypedArray(data);
    const flags = sqlite3.capi.SQLITE_DESERIALIZE_FREEONCLOSE | sqlite3.capi.SQLITE_DESERIALIZE_RESIZEABLE;
    db.checkRc(sqlite3.capi.sqlite3_deserialize(db.pointer, "main", at, data.length, data.length, flags));
    db.exec("create temp table hit (id integer primary key, rank real)");
    return { db, statements: new Map(), size: db.selectValue("select count(*) from doc") };
  },
  wasmBytes: ({ wasm }) => wasm.memory.buffer.byteLength,
  rows({ db, statements }, sql, values) {
    if (!statements.has(sql)) statements.set(sql, db.prepare(sql));
    const statement = statements.get(sql);
    if (values.length) statement.bind(values);
    const rows = [];
    while (statement.step()) rows.push(statement.get([]));
    statement.reset();
    return rows;
  },
  search(engine, query, limit) {
    if (query.text) {
      const words = query.phrase ? [query.text] : query.text.split(" ");
      const match = words.map((word) => `"${word}"`).join(" ") + (query.prefix ? "*" : "");
      this.rows(engine, "delete from hit", []);
      this.rows(engine, "insert into hit select rowid, rank from text where text match ?", [match]);
    }
    const groups = chosen(query);
    const values = (some) => some.flatMap(([group, list]) => list.map((value) => PLACE[`${group}=${value}`]));
    const from = (some) => {
      const any = (list) => `id in (select doc from facet where value in (${list.map(() => "?").join()}))`;
      const tests = some.map(([, list]) => any(list));
      return (query.text ? "hit" : "doc") + (tests.length ? ` where ${tests.join(" and ")}` : "");
    };
    const best = `order by ${query.text ? "rank" : "id"} limit ${limit}`;
    const rows = this.rows(engine, `select count(*) over (), id from ${from(groups)} ${best}`, values(groups));
    // Counts: those of a group with a choice leave that choice out; the other groups are counted together.
    const counts = [];
    const many = rows.length && 3 * rows[0][0] > engine.size; // Then all values are gone through, in their order.
    const count = (some, condition, places) => {
      const [found, join] = [`(select id from ${from(some)})`, many ? "facet cross join" : "cross join facet"];
      const tables = many ? `${join} ${found}` : `${found} ${join}`;
      const sql = `select value, count(*) from ${tables} on doc = id ${condition} group by value`;
      counts.push(...this.rows(engine, sql, [...values(some), ...places]));
    };
    const span = ([group]) => [PLACE[`${group}=${FACETS[group][0]}`], PLACE[`${group}=${FACETS[group].at(-1)}`]];
    count(groups, groups.map(() => "and value not between ? and ?").join(" "), groups.flatMap(span));
    for (const own of groups) count(groups.filter((other) => other !== own), "and value between ? and ?", span(own));
    return {
      total: rows[0]?.[0] ?? 0,
      ids: rows.map((row) => row[1]),
      counts: () => Object.fromEntries(counts.map(([place, n]) => [VALUES[place], n])),
    };
  },
};

const pagefind = {
  name: "Pagefind",
  package: "pagefind",
  textsInside: true,
  browserOnly: "its search runs in browsers only",
  can: { prefix: true, phrase: true, stem: true, filter: true, or: true, counts: true, typo: "no typos" },
  /** Runs in Node; `lib` is the package itself. */
  async build(lib, docs) {
    const { index, errors } = await lib.createIndex({ forceLanguage: "nl" });
    if (!index) throw new Error(errors.join());
    for await (const { id, title, headings, body, kind, ministries, issues } of docs) {
      await index.addCustomRecord({
        url: `/${id}`,
        content: `${title}\n${headings}\n${body}`,
        language: "nl",
        meta: { title },
        filters: { kind: [kind], ministries, issues },
      });
    }
    const { files } = await index.getFiles();
    await lib.close();
    const used = files.filter(({ path }) => !/ui\.(js|css)$|highlight|unknown/.test(path));
    return Object.fromEntries(used.map(({ path, content }) => [path, content]));
  },
  /** Runs in the browser; `lib` is the script that it wrote. Counts come once the filters are loaded. */
  async open(lib) {
    await lib.options({ baseUrl: "/" });
    await lib.init();
    await lib.filters();
    return lib;
  },
  async search(lib, query, limit) {
    const filters = {};
    for (const [field, values] of Object.entries(named(query))) filters[field] = { any: values };
    const text = query.phrase ? `"${query.text}"` : query.text || null;
    const { results, filters: counts } = await lib.search(text, { filters });
    const ids = async () => {
      const pages = await Promise.all(results.slice(0, limit).map((result) => result.data()));
      return pages.map((page) => +page.url.slice(1));
    };
    return { total: results.length, ids, counts: () => countsOf((field) => Object.entries(counts[field] ?? {})) };
  },
};

export const peers = { minisearch, flexsearch, lunr, orama, itemsjs, sqlite, pagefind };
