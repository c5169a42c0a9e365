//! What a long visit leaves behind.

use e2e::harness::{Browser, Limit, Server, Session, dist};
use serde_json::json;

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

/// What of the program's memory is in use, in bytes: what it can still give away without a new piece is not. `Closure`s and
/// all else lie in it; the number of pieces only tells the most that ever was.
const IN_USE: &str = "
    const { memory, __wbindgen_malloc: take, __wbindgen_free: give } = window.testProgram;
    const taken = [];
    let used;
    for (const size of [65536, 4096, 256, 32]) {
      for (let before = memory.buffer.byteLength; before === memory.buffer.byteLength; ) {
        used = before - taken.reduce((sum, [, size]) => sum + size, 0);
        taken.push([take(size, 8), size]);
      }
    }
    for (const [place, size] of taken) give(place, size, 8);
    return used;";

/// Heap, nodes, listeners and what the program holds are as they were.
pub fn a_thousand_acts_leave_no_more_memory_behind(browser: Browser) {
    const ACTS: u32 = 1000;
    /// As many as a script has time for.
    const PART: u32 = 100;
    /// Share by which what is kept may grow: strings and code that the browser keeps for itself.
    const MORE: Limit = Limit::reached(10.0);
    /// What is dead is taken away when the browser comes to it: of so many looks the least counts.
    const LOOKS: u32 = 8;
    let server = Server::of(&dist());
    let session = Session::start(browser);
    session.before_each_page(
        "const start = WebAssembly.instantiateStreaming;
         WebAssembly.instantiateStreaming = async (...given) => {
           const made = await start.apply(WebAssembly, given);
           window.testProgram = made.instance.exports;
           return made;
         };",
    );
    session.open_page(&server.page(""));
    let look = || {
        // As at the start: what a view holds while it is shown is no leak. Chromium lets nobody go about without a pause.
        session.js("location.hash = ''; return new Promise((go) => setTimeout(go, 500))", &[]);
        session.cdp("HeapProfiler.collectGarbage", &json!({}));
        let metrics = session.cdp("Performance.getMetrics", &json!({}));
        let of = |name: &str| {
            let all = metrics["metrics"].as_array().into_iter().flatten();
            all.filter(|m| m["name"] == name).find_map(|m| m["value"].as_f64()).unwrap_or(f64::NAN)
        };
        [of("JSHeapUsedSize"), of("Nodes"), of("JSEventListeners")]
    };
    let kept = || {
        let looks: Vec<_> = (0..LOOKS).map(|_| look()).collect();
        let [heap, nodes, listeners] =
            [0, 1, 2].map(|what| looks.iter().map(|look| look[what]).fold(f64::INFINITY, f64::min));
        let program = session.js(IN_USE, &[]).as_f64().unwrap_or(f64::NAN);
        [
            ("JavaScript heap", heap),
            ("memory of the program", program),
            ("nodes", nodes),
            ("listeners", listeners),
        ]
    };
    session.cdp("Performance.enable", &json!({}));
    // Everything was seen once, and caches are full.
    let wander = |dice: u32| session.js(WANDER, &[json!(PART), json!(dice)]);
    (0..5).for_each(|part| drop(wander(part)));
    let before = kept();
    (10..10 + ACTS / PART).for_each(|part| drop(wander(part)));
    let mut stable = true;
    for ((what, before), (_, after)) in before.into_iter().zip(kept()) {
        let more = (after / before - 1.0) * 100.0;
        stable &= MORE.keeps(&format!("{what} after {ACTS} more acts, from {before:.0}"), more, "%");
    }
    assert!(stable, "something grows");
    // Nobody goes back and forth so fast.
    session.silent_but_for(&["Throttling navigation"]);
}
