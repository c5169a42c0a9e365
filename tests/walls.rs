//! Figures that a reader feels and cannot see, each printed beside its limit: work, and what Lighthouse says.
//!
//! Work is counted from Chromium's own trace: the processor's time in tasks of the page's thread, times four, for the reader's
//! phone. Chromium can make itself slower, but counts the time it waits for other programs as its own, and slows that down as
//! well. Of several tries the best counts, since other programs on the machine only add to it. Machines differ, and one day
//! is not like the next: after its acts the page does a piece of work that never changes, the yardstick, and each figure is
//! told as of a machine on which that takes [`YARDSTICK`]. One test at a time.

#[path = "walls/lighthouse.rs"]
mod lighthouse;

use e2e::harness::{Browser, Limit, Record, Server, Session, dist, published};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// How much slower than this machine the reader's is.
const SLOWER: f64 = 4.0;
/// What the yardstick takes where the limits were set, with nothing beside it, in ms.
const YARDSTICK: f64 = 10.6;
/// One frame of a screen at 60 Hz, in ms.
const FRAME: f64 = 1000.0 / 60.0;
/// From the first byte to a page that answers, in ms of work.
const ALIVE: Limit = Limit::reached(300.0);
/// Each kind of act, and the answer to it in ms of work: from the act to the picture of it.
const ANSWERS: [(&str, Limit); 5] = [
    ("box", Limit::not_yet(FRAME, 50.0)),
    ("key", Limit::not_yet(FRAME, 55.0)),
    ("no words", Limit::not_yet(FRAME, 40.0)),
    ("document", Limit::not_yet(FRAME, 105.0)),
    ("closed", Limit::not_yet(FRAME, 55.0)),
];
/// The answer to each act among ten thousand documents.
const ANSWERS_OF_MANY: Limit = Limit::reached(100.0);
/// A task that keeps the page from answering, in ms, as the Long Tasks standard has it.
const LONG: Limit = Limit::not_yet(50.0, 105.0);
/// How often each act is done in one run.
const TRIES: u32 = 3;
/// A burst of other work may last as long as a run: then it is done again.
const RUNS: u32 = 3;

static ALONE: Mutex<()> = Mutex::new(());

fn alone() -> MutexGuard<'static, ()> {
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Before each page: marks in the trace where it begins and where it is alive.
const MARKS: &str = "
    performance.mark('page');
    new MutationObserver((_, self) => {
      if (document.documentElement?.dataset.boot === 'ready') { performance.mark('alive'); self.disconnect(); }
    }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-boot'] });";

/// The yardstick, which is strings, sorting, a table and elements, between its marks: the first times V8 still learns it.
const MEASURE: &str = "
    const work = () => {
      const words = [];
      for (let n = 0; n < 20000; n++) words.push(Math.imul(n, 2654435761).toString(36));
      words.sort();
      const places = new Map(words.map((word, place) => [word, place]));
      const list = document.createDocumentFragment();
      for (const word of words) {
        if (places.get(word) % 8) continue;
        const line = document.createElement('p');
        line.textContent = word;
        list.append(line);
      }
    };
    await new Promise((go) => setTimeout(go, 700));
    performance.mark('at rest');
    for (let n = 0; n < arguments[0]; n++) {
      performance.mark(`from yardstick ${n}`);
      work();
      performance.mark(`to yardstick ${n}`);
      await new Promise((go) => setTimeout(go, 5));
    }";
const MEASURED: u32 = 20;

/// Does each act that a reader does all the time, between marks that end in `arguments[0]`.
const ACTS: &str = "
    const painted = () => new Promise((go) => requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = go;
      channel.port2.postMessage(0);
    }));
    const rest = () => new Promise((go) => setTimeout(go, 80));
    const round = arguments[0], names = new Set();
    async function act(name, what) {
      await rest();
      names.add(name);
      performance.mark(`from ${name} ${round}`);
      await what();
      await painted();
      performance.mark(`to ${name} ${round}`);
      await rest();
    }
    const type = (text) => {
      const field = document.querySelector('input[type=search]');
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, text);
      field.dispatchEvent(new Event('input', { bubbles: true }));
    };
    const back = () => new Promise((go) => {
      addEventListener('popstate', go, { once: true });
      history.back();
    });
    const boxes = () => [...document.querySelectorAll('fieldset input[type=checkbox]')];
    for (let i = 0; i < Math.min(boxes().length, 12); i++) {
      await act(`box ${i} on`, () => boxes()[i].click());
      await act(`box ${i} off`, () => boxes()[i].click());
    }
    const word = 'encryptie';
    for (let n = 1; n <= word.length; n++) await act(`key ${n}`, () => type(word.slice(0, n)));
    await act('no words', () => type(''));
    const links = () => [...document.querySelectorAll('.result h3 a')];
    for (let i = 0; i < Math.min(links().length, 5); i++) {
      await act(`document ${i}`, () => links()[i].click());
      await act(`closed ${i}`, back);
    }
    return [...names];";

/// A Chromium that says when a page is alive.
fn marked() -> Session {
    let session = Session::start(Browser::Chromium);
    session.before_each_page(MARKS);
    session
}

/// Whether what was measured keeps its limits in one of some runs.
#[track_caller]
fn in_some_run(measure: impl Fn() -> bool) {
    assert!((0..RUNS).any(|_| measure()), "a limit is not kept in any of {RUNS} runs");
}

/// The least of several figures.
fn least(figures: impl Iterator<Item = f64>) -> f64 {
    figures.fold(f64::INFINITY, f64::min)
}

/// By how much a figure of these pages is to be multiplied, to be one of a reader's phone. What the yardstick took is printed.
fn scale(records: &[Record]) -> f64 {
    let yardstick = |record: &Record| {
        least(
            (0..MEASURED).map(|n| record.work(&format!("from yardstick {n}"), &format!("to yardstick {n}"))),
        )
    };
    let here = least(records.iter().map(yardstick));
    println!("the yardstick: {here:.1} ms here, {YARDSTICK:.1} ms where the limits were set");
    SLOWER * YARDSTICK / here
}

/// The least work for each act on a page that is alive, by its name, and all that was recorded.
fn answers(page: &str) -> (BTreeMap<String, f64>, Record) {
    let session = marked();
    let trace = session.trace();
    session.open_page(page);
    let round = |n: u32| {
        session.js("performance.mark(`round ${arguments[0]}`)", &[json!(n)]);
        session.js(ACTS, &[json!(n)])
    };
    let names = (0..TRIES).map(round).last().expect("it was tried");
    session.js("performance.mark(`round ${arguments[0]}`)", &[json!(TRIES)]);
    session.js(MEASURE, &[json!(MEASURED)]);
    let record = trace.end();
    let names = names.as_array().into_iter().flatten().filter_map(Value::as_str);
    let work = |name: &str| {
        least((0..TRIES).map(|n| record.work(&format!("from {name} {n}"), &format!("to {name} {n}"))))
    };
    (names.map(|name| (name.to_owned(), work(name))).collect(), record)
}

/// Prints the slowest answer to each kind of act beside its limit, and says whether all keep theirs.
fn each_keeps(limits: &[(&str, Limit)], answers: &BTreeMap<String, f64>, scale: f64, of: &str) -> bool {
    let mut kept = true;
    for (kind, limit) in limits {
        let of_kind = answers.iter().filter(|(name, _)| name.starts_with(kind));
        let (name, most) = of_kind.max_by(|a, b| a.1.total_cmp(b.1)).expect("each kind was done");
        kept &= limit.keeps(&format!("the answer to “{name}”{of}"), most * scale, "ms");
    }
    kept
}

#[test]
fn the_page_is_alive_soon_and_each_answer_is_one_frame_of_work() {
    let _alone = alone();
    let server = Server::of(&dist());
    in_some_run(|| {
        let starts: Vec<Record> = (0..TRIES)
            .map(|_| {
                let session = marked();
                let trace = session.trace();
                session.open_page(&server.page(""));
                session.js(MEASURE, &[json!(MEASURED)]);
                trace.end()
            })
            .collect();
        let alive = least(starts.iter().map(|record| record.work("page", "alive")));
        let mut kept = ALIVE.keeps("alive, work at a quarter of the speed", alive * scale(&starts), "ms");
        let (answers, record) = answers(&server.page(""));
        let at_first = least(starts.iter().map(|record| record.longest("alive", "at rest")));
        let of_round = |n: u32| record.longest(&format!("round {n}"), &format!("round {}", n + 1));
        let longest = at_first.max(least((0..TRIES).map(of_round)));
        let scale = scale(&[record]);
        kept &= each_keeps(&ANSWERS, &answers, scale, "");
        kept & LONG.keeps("the longest task after the start", longest * scale, "ms")
    });
}

#[test]
fn among_ten_thousand_documents_each_answer_is_there_at_once() {
    let _alone = alone();
    let server = Server::of(&published::LARGE);
    let limits = ANSWERS.map(|(kind, _)| (kind, ANSWERS_OF_MANY));
    let of = format!(" among {} documents", published::MANY);
    in_some_run(|| {
        let (answers, record) = answers(&server.page(""));
        each_keeps(&limits, &answers, scale(&[record]), &of)
    });
}
