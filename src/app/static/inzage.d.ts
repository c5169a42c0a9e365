/**
 * What a script may ask of an explorer: on its own page by `window.inzage`, from the page around a frame by messages.
 *
 * A frame answers the one page that its address names, and no other: `#…&embed&host=https://krant.example`. Send
 * `{ type: "inzage:set", id: 1, given: { words: "encryptie" } }`; the answer is
 * `{ type: "inzage:set:answer", id: 1, given }` or, with nothing changed, `{ …, error }`.
 */
interface Inzage {
  /** What the page shows now. */
  state(): Promise<InzageState>;
  /** Changes what is given and leaves the rest. Rejects, and changes nothing, when a value is not in this dossier. */
  set(wanted: InzageWanted): Promise<void>;
  /** The documents that the filters find, in order of time. */
  result(): Promise<InzageResult>;
}

type InzageView = "" | "standpunten" | "vergelijk" | "verwijzingen" | "tijd" | "open";
type InzageKind = "beslisnota" | "kamerbrief" | "motie" | "kamervragen" | "handelingen" | "bnc-fiche" | "overig";

interface InzageState {
  words: string;
  /** Codes, as `JenV`. */
  ministries: string[];
  /** Ids, as `client-side-scanning`. */
  issues: string[];
  kinds: InzageKind[];
  /** `YYYY-MM-DD`; `null` where the period is open. */
  from: string | null;
  to: string | null;
  view: InzageView;
  /** The day at which the dossier is cut. */
  knownOn: string | null;
  document: string | null;
  passage: string | null;
  language: "nl" | "en";
}

/** An empty string clears a day, or closes the document. */
type InzageWanted = { [K in keyof InzageState]?: NonNullable<InzageState[K]> };

interface InzageResult {
  count: number;
  documents: {
    id: string;
    title: string;
    kind: InzageKind;
    /** EDTF, level 1: a day, an interval, an open end. */
    date: string | null;
    /** First and last possible day. */
    earliest: string | null;
    latest: string | null;
    ministries: string[];
    /** Opened by the reader for this visit. */
    own: boolean;
  }[];
}

interface Window {
  inzage: Inzage;
}

interface WindowEventMap {
  /** A reader typed or chose: ask `inzage.state()`. Changes by the address (`set`, a link, back and forth) tell `hashchange`. */
  "inzage:change": Event;
}
