// Cases with one right answer each, on the thirty sentences of `cases.jsonl`. `want` has to be found, `not` may not be.

const ask = (text, more) => ({ text, words: text.split(" "), facets: {}, ...more });
const word = (group, text, want, not, needs) => ({ group, query: ask(text), want, not, needs });
const stem = (text, want, not) => ({ group: "stem", query: ask(text, { stem: true }), want, not, needs: "stem" });
const typo = (text, want, not) => ({ group: "typo", query: ask(text, { edits: 2 }), want, not, needs: "typo" });
const phrase = (text, want, not, note) => ({
  group: "phrase", query: ask(text, { phrase: true }), want, not, needs: "phrase", note,
});
const facets = (chosen, want, not, more) => ({
  group: "facets", query: ask("", { facets: chosen }), want, not, needs: ["filter"],
  ...more,
});

export const cases = [
  word("word", "kreeg gelijk", [13], [14]),
  word("word", "gelijk kreeg", [13], [14]),
  word("word", "stemmen park", [], [1, 15]),
  word("word", "algemene oriëntatie", [22, 23, 24, 25, 26], [14]),
  { group: "prefix", query: ask("omstr", { prefix: true }), want: [16], not: [17], needs: "prefix" },
  stem("stemmen", [0, 1]),
  stem("stemmen", [2]),
  stem("gestemd", [0, 1]),
  stem("stemming", [2], [3]),
  stem("detecteren", [4, 5]),
  stem("gedetecteerd", [4, 5]),
  stem("motie", [6, 7]),
  stem("moties", [6, 7]),
  stem("advies", [8, 9]),
  stem("adviezen", [8, 9]),
  stem("detectiebevel", [10, 11]),
  stem("detectiebevelen", [10, 11]),
  word("compound", "misbruik", [12, 27], [], "compound"),
  word("compound", "bevel", [11, 28], [], "compound"),
  word("compound", "stemming", [2], [3]),
  word("accent", "client", [13]),
  word("accent", "cliënt", [13]),
  word("accent", "orientatie", [14, 22]),
  word("accent", "ijs", [15, 29]),
  word("accent", "ĳs", [15, 29]),
  word("hyphen", "client side scanning", [16]),
  word("hyphen", "client side scanning", [17]),
  word("hyphen", "client-side scanning", [16]),
  word("hyphen", "clientside scanning", [16, 17]),
  word("hyphen", "end-to-end-encryptie", [18]),
  word("hyphen", "end-to-end-encryptie", [19], [21]),
  typo("versleuteing", [20], [21]),
  typo("encrytpie", [21], [20]),
  phrase("algemene oriëntatie", [22], [25, 26]),
  phrase("algemene orientatie", [22], [25, 26]),
  phrase("algemene oriëntatie", [23], [25, 26], "over a line break"),
  phrase("algemene oriëntatie", [24], [25, 26], "over a hyphen"),
  facets({ kind: ["motie"] }, [6, 7], [8, 9]),
  facets({ kind: ["kamerbrief"], ministry: ["JenV"] }, [8], [6, 7, 9], { note: "both groups" }),
  facets({ ministry: ["JenV", "BZK"] }, [6, 7, 8, 9], [0], { note: "either value", needs: ["filter", "or"] }),
  facets({}, [9], [8], { query: ask("duidelijk", { facets: { issue: ["i3"] } }) }),
  facets({ kind: ["motie"] }, [6, 7], [], {
    note: "counts leave the own group out",
    needs: ["filter", "counts"],
    counts: { "kind=motie": 2, "kind=kamerbrief": 2, "ministry=JenV": 1, "issue=i3": 0 },
  }),
];
