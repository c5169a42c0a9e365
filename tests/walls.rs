//! Figures that a reader feels and cannot see, each printed beside its limit: work, memory, and what Lighthouse says.
//!
//! Work is counted from Chromium's own trace, on a processor made four times slower, in tasks of the page's thread: what
//! lies idle does not count. Of several tries the best counts, since other programs on the machine only add to it. One
//! test at a time.

#[path = "walls/lighthouse.rs"]
mod lighthouse;

use e2e::harness::{Browser, Server, Session, dist, wait_for};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// How much slower than this machine the reader's is.
const SLOWER: u32 = 4;
/// One frame of a screen at 60 Hz, in ms.
const FRAME: f64 = 1000.0 / 60.0;
/// From the first byte to a page that answers, in ms of work.
const ALIVE: Limit = Limit::not_yet(300.0, 700.0);
/// The answer to each kind of act, in ms of work.
const ANSWERS: [(&str, Limit); 5] = [
    ("box", Limit::not_yet(FRAME, 100.0)),
    ("key", Limit::not_yet(FRAME, 100.0)),
    ("no words", Limit::not_yet(FRAME, 80.0)),
    ("document", Limit::not_yet(FRAME, 200.0)),
    ("closed", Limit::not_yet(FRAME, 120.0)),
];
/// A task that keeps the page from answering, in ms, as the Long Tasks standard has it.
const LONG: Limit = Limit::not_yet(50.0, 300.0);
const TRIES: usize = 5;

static ALONE: Mutex<()> = Mutex::new(());

fn alone() -> MutexGuard<'static, ()> {
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Before each page: marks in the trace, where it begins and where it is alive.
const MARKS: &str = "
    performance.mark('page');
    new MutationObserver((_, self) => {
      if (document.documentElement?.dataset.boot === 'ready') { performance.mark('alive'); self.disconnect(); }
    }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-boot'] });";

/// Does each act that a reader does all the time, between marks that end in `arguments[0]`.
const ACTS: &str = "
    const after = () => new Promise((go) => requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = go;
      channel.port2.postMessage(0);
    }));
    const rest = () => new Promise((go) => setTimeout(go, 60));
    const round = arguments[0], names = new Set();
    async function act(name, what) {
      await rest();
      names.add(name);
      performance.mark(`from ${name} ${round}`);
      what();
      await after();
      await after(); // the address may change first, and tell of it afterwards
      performance.mark(`to ${name} ${round}`);
      await rest();
    }
    const type = (text) => {
      const field = document.querySelector('input[type=search]');
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, text);
      field.dispatchEvent(new Event('input', { bubbles: true }));
    };
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
      await act(`closed ${i}`, () => history.back());
      await rest();
    }
    return [...names];";

/// A Chromium as slow as a reader's phone.
fn slow() -> Session {
    let session = Session::start(Browser::Chromium);
    session.before_each_page(MARKS);
    session.cdp("Emulation.setCPUThrottlingRate", &json!({ "rate": SLOWER }));
    session
}

/// A limit, and where the figure is above it now: what it may not grow to while that is mended.
#[derive(Clone, Copy)]
struct Limit {
    wanted: f64,
    now: f64,
}

impl Limit {
    const fn reached(wanted: f64) -> Self {
        Self { wanted, now: wanted }
    }

    const fn not_yet(wanted: f64, now: f64) -> Self {
        Self { wanted, now }
    }

    /// Prints a figure beside the limit and says whether it keeps what it has to keep now.
    fn keeps(self, what: &str, figure: f64, unit: &str) -> bool {
        let Self { wanted, now } = self;
        let until = if now > wanted { format!("; until then {now:.1}") } else { String::new() };
        println!("{what}: {figure:.1} {unit} (limit {wanted:.1}{until})");
        figure <= now
    }
}

#[test]
fn the_page_is_alive_soon_and_each_answer_is_one_frame_of_work() {
    let _alone = alone();
    let server = Server::of(&dist());
    let mut alive = f64::INFINITY;
    for _ in 0..TRIES {
        let session = slow();
        let trace = session.trace();
        session.open_page(&server.page(""));
        alive = alive.min(trace.end().work("page", "alive"));
    }
    let session = slow();
    let trace = session.trace();
    session.open_page(&server.page(""));
    let names = (0..TRIES).map(|n| session.js(ACTS, &[json!(n)])).last().expect("it was tried");
    let record = trace.end();
    let mut work: BTreeMap<&str, f64> = BTreeMap::new();
    for name in names.as_array().into_iter().flatten().filter_map(Value::as_str) {
        let tries = (0..TRIES).map(|n| record.work(&format!("from {name} {n}"), &format!("to {name} {n}")));
        work.insert(name, tries.fold(f64::INFINITY, f64::min));
    }
    let mut kept = ALIVE.keeps("alive, work at a quarter of the speed", alive, "ms");
    for (kind, limit) in ANSWERS {
        let of_kind = work.iter().filter(|(name, _)| name.starts_with(kind));
        let (name, most) = of_kind.max_by(|a, b| a.1.total_cmp(b.1)).expect("each kind was done");
        kept &= limit.keeps(&format!("the answer to “{name}”"), *most, "ms");
    }
    kept &= LONG.keeps("the longest task after the start", record.longest_after("alive"), "ms");
    assert!(kept, "a limit is not kept");
}

#[test]
fn the_first_text_is_painted_without_the_program() {
    let _alone = alone();
    let server = Server::of(&dist());
    let wasm = std::fs::read_dir(dist())
        .expect("dist/ can be read")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .find(|name| name.starts_with("app-") && name.ends_with(".wasm"))
        .expect("the page has a program");
    server.hold(&format!("{}{wasm}", e2e::harness::SUB_PATH));
    let session = Session::start(Browser::Chromium);
    session.open(&server.page(""));
    wait_for("the first text", || {
        let painted = session.js("return performance.getEntriesByName('first-contentful-paint').length", &[]);
        if painted == 1 { Ok(()) } else { Err(painted.to_string()) }
    });
    assert_eq!(session.boot(), "loading");
    session.reads("Beslisnota bij Kamerbrief");
    server.release();
    session.ready();
}

/// Some acts, always the same ones, chosen as dice would: what can be pressed, typed or gone back from.
const WANDER: &str = "
    let dice = arguments[1];
    const roll = (n) => (dice = (Math.imul(dice, 1103515245) + 12345) >>> 0) % n;
    const frame = () => new Promise((go) => requestAnimationFrame(() => setTimeout(go, 0)));
    const words = ['detectie', 'aivd', 'encryptie -motie', '\"algemene oriëntatie\"', 'zzzz', ''];
    for (let n = 0; n < arguments[0]; n++) {
      const things = [...document.querySelectorAll('#app :is(a[href^=\"#\"], button:not([data-tool], [data-copy]), input[type=checkbox], summary)')].filter((e) => e.checkVisibility());
      const which = roll(things.length + 3);
      if (which < things.length) things[which].dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
      else if (which === things.length) history.back();
      else {
        const field = document.querySelector('input[type=search]');
        if (!field) continue;
        field.value = words[roll(words.length)];
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }
      await frame();
    }";

#[test]
fn a_thousand_acts_leave_no_more_memory_behind() {
    const ACTS: u32 = 1000;
    /// As many as a script has time for.
    const PART: u32 = 100;
    /// Share by which what is kept may grow: strings and code that the browser keeps for itself.
    const MORE: Limit = Limit::reached(10.0);
    /// The program's memory comes in pieces of 64 kB, of which it has twenty.
    const MORE_PIECES: Limit = Limit::not_yet(10.0, 25.0);
    let _alone = alone();
    let server = Server::of(&dist());
    let session = Session::start(Browser::Chromium);
    session.before_each_page(
        "const start = WebAssembly.instantiateStreaming;
         WebAssembly.instantiateStreaming = async (...given) => {
           const made = await start.apply(WebAssembly, given);
           window.testMemory = made.instance.exports.memory;
           return made;
         };",
    );
    session.open_page(&server.page(""));
    let kept = || {
        // As at the start: what a view holds while it is shown is no leak.
        session.js("location.hash = ''; return new Promise((go) => setTimeout(go, 300))", &[]);
        for _ in 0..3 {
            session.cdp("HeapProfiler.collectGarbage", &json!({}));
        }
        let metrics = session.cdp("Performance.getMetrics", &json!({}));
        let of = |name: &str| {
            let all = metrics["metrics"].as_array().into_iter().flatten();
            all.filter(|m| m["name"] == name).find_map(|m| m["value"].as_f64()).unwrap_or(f64::NAN)
        };
        let wasm = session.js("return window.testMemory.buffer.byteLength", &[]).as_f64().unwrap_or(f64::NAN);
        [of("JSHeapUsedSize"), wasm, of("Nodes"), of("JSEventListeners")]
    };
    session.cdp("Performance.enable", &json!({}));
    // Everything was seen once, and caches are full.
    let wander = |dice: u32| session.js(WANDER, &[json!(PART), json!(dice)]);
    (0..5).for_each(|part| drop(wander(part)));
    let before = kept();
    (10..10 + ACTS / PART).for_each(|part| drop(wander(part)));
    let after = kept();
    let mut stable = true;
    let kinds = [
        ("JavaScript heap", MORE),
        ("memory of the program", MORE_PIECES),
        ("nodes", MORE),
        ("listeners", MORE),
    ];
    for (n, (what, limit)) in kinds.into_iter().enumerate() {
        let more = (after[n] / before[n] - 1.0) * 100.0;
        stable &= limit.keeps(&format!("{what} after {ACTS} more acts, from {:.0}", before[n]), more, "%");
    }
    assert!(stable, "something grows");
    // Nobody goes back and forth so fast.
    session.silent_but_for(&["Throttling navigation"]);
}
