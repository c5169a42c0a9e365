//! Every state of the page, as axe, the Tab key and each preference of a reader see it.

use crate::{explorer::open_with, reflow::fits};
use e2e::harness::{Browser, Options, Preference, SUB_PATH, Server, Session, key, wait_for};
use serde_json::{Value, json};
use std::path::Path;

/// A state: its name, its address, what is done there, and what shows that it is there. An address is a fragment of the
/// explorer; with a `/` before it, that of a static page.
pub struct State {
    /// What a report calls it.
    pub name: &'static str,
    address: &'static str,
    act: &'static str,
    there: &'static str,
}

const fn state(name: &'static str, address: &'static str, act: &'static str, there: &'static str) -> State {
    State { name, address, act, there }
}

const UNFOLD: &str = "document.querySelectorAll('details').forEach((d) => d.open = true)";

/// All of them.
pub const STATES: &[State] = &[
    state("the list", "", "", ".result"),
    state("results, with all that folds out", "q=detectie", UNFOLD, ".result mark"),
    state(
        "filters, a period, zoomed in",
        "onderwerp=client-side-scanning&van=2025-11-20&tot=2025-11-25&zoom=1",
        UNFOLD,
        ".chip",
    ),
    state("no hits", "q=zzzz&ministerie=BZK", "", ".chip"),
    state(
        "a document at a passage",
        "q=detectie&doc=kamerbrief-2023-05-08&p=p3",
        "",
        ".passage[aria-current]",
    ),
    state(
        "evidence",
        "doc=beslisnota-2024-09-30",
        "document.querySelectorAll('article button[aria-expanded=false]')[1].click()",
        "article .evidence",
    ),
    state("the source", "doc=kamerbrief-2023-05-08&bron=1", "", ".source"),
    state("positions", "beeld=standpunten", UNFOLD, "main blockquote, main q, main table"),
    state(
        "one issue",
        "beeld=standpunten&rij=client-side-scanning",
        UNFOLD,
        "main blockquote, main q, main li",
    ),
    state("two documents", "beeld=vergelijk", UNFOLD, "main select"),
    state("references", "beeld=verwijzingen", UNFOLD, "main li"),
    state("days", "beeld=tijd", UNFOLD, "main table"),
    state("open ends", "beeld=open", UNFOLD, "main li"),
    state("as it was on a day", "bekend=2023-12-31&beeld=standpunten", UNFOLD, ".known, [role=status]"),
    state("an embed", "ministerie=BZK&embed", "", ".result"),
    state(
        "embedding",
        "",
        "document.querySelector('[data-tool=embed]').click()",
        "dialog[open] iframe:not([height='400'])",
    ),
    state("taking along", "", "document.querySelector('[data-tool=take]').click()", "dialog[open] textarea"),
    state(
        "an own document",
        "",
        "document.querySelector('[data-tool=own]').click()",
        "dialog[open] textarea",
    ),
    state(
        "verifying",
        "",
        "document.querySelector('[data-tool=check]').click()",
        "dialog[open] li[data-good]",
    ),
    state(
        "quoting",
        "doc=kamerbrief-2023-05-08&p=p3",
        "document.querySelector('#p3 [data-tool=cite], [data-passage=p3]').click()",
        "dialog[open] textarea",
    ),
    state(
        "a quotation that changed",
        "doc=kamerbrief-2023-05-08&p=p3&citaat=In%20een%20heel%20ander%20debat&som=00000000",
        "",
        ".quoted",
    ),
    state("the list as a page", "/documenten/index.html", "", "ol.titles"),
    state("a document as a page", "/documenten/kamerbrief-2023-05-08/index.html", UNFOLD, "article"),
    state("about accessibility", "/toegankelijkheid/index.html", "", "main.prose"),
    state("a failed start", "", "document.documentElement.dataset.boot = 'failed'", ".boot-failed"),
];

impl State {
    /// Its name as that of a file.
    pub fn file_name(&self) -> String {
        self.name.replace(',', "").replace(' ', "-")
    }

    /// Brings the page there.
    #[track_caller]
    pub fn enter(&self, server: &Server, session: &Session, english: bool) {
        let language = match (english, self.address) {
            (false, _) => "",
            (true, "") => "taal=en",
            (true, _) => "&taal=en",
        };
        // Another address of the same page would leave what was opened in it.
        session.open("about:blank");
        match self.address.strip_prefix('/') {
            Some(path) => session.open(&server.page("").replace(SUB_PATH, &format!("{SUB_PATH}{path}"))),
            None => session.open_page(&server.page(&format!("{}{language}", self.address))),
        }
        session.js(self.act, &[]);
        wait_for(&format!("{}: {}", self.name, self.there), || {
            let there =
                session.js("return document.querySelector(arguments[0]) !== null", &[self.there.into()]);
            if there == true { Ok(()) } else { Err("not there".into()) }
        });
    }
}

/// Waits until nothing is added to the page any more: rows come in slices.
pub fn settled(session: &Session) {
    session.js(
        "return new Promise((done) => {
           let before = '', same = 0;
           const look = () => {
             const now = document.documentElement.scrollHeight + ' ' + document.getElementsByTagName('*').length;
             same = now === before ? same + 1 : 0;
             before = now;
             if (same === 5) done(); else setTimeout(look, 50);
           };
           look();
         })",
        &[],
    );
}

/// axe-core finds nothing in any state, in both themes, both languages, at 1440 and at 320 px (400 % zoom). Each browser
/// takes two of the eight together, so that each theme meets each language and each width.
pub fn axe_finds_nothing_in_any_state(browser: Browser) {
    let ways = match browser {
        Browser::Chromium => [(false, false, 1440), (true, true, 320)],
        Browser::Firefox => [(true, false, 1440), (false, true, 320)],
    };
    let mut seen = 0;
    for (dark, english, width) in ways {
        let options = Options { dark, view: (width, 900), ..Options::default() };
        let (server, session) = open_with(browser, "", options);
        for state in STATES {
            state.enter(&server, &session, english);
            let found = axe(&session);
            assert_eq!(
                found,
                Vec::<String>::new(),
                "{}: dark {dark}, English {english}, {width} px",
                state.name
            );
            fits(&session, state.name);
            seen += 1;
        }
    }
    println!("axe in {browser}: {seen} states, 0 findings (limit 0)");
}

/// What axe-core objects to: rule, and the first element.
pub fn axe(session: &Session) -> Vec<String> {
    let file =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../src/xtask/npm/node_modules/axe-core/axe.min.js");
    let source = std::fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    let script = format!(
        "{source}; return axe.run(document, {{resultTypes: ['violations']}}).then((r) =>
         r.violations.map((v) => v.id + ': ' + v.nodes[0].html.slice(0, 200) + ' ' + v.nodes[0].failureSummary))"
    );
    let found = session.js(&script, &[]);
    let list = found.as_array().unwrap_or_else(|| panic!("axe gave {found}"));
    list.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// What is wrong with where the focus is: nothing shows it, something covers it, or it went back in the page.
const FOCUS: &str = "
    const e = document.activeElement, before = window.focusBefore;
    if (e === document.body || e === null) return null;
    if (e.tagName === 'IFRAME') return ['a frame, which shows its own focus', ''];
    window.focusBefore = e;
    const style = getComputedStyle(e), box = e.getBoundingClientRect();
    const wrong = [];
    const ring = (s) => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1;
    // What is drawn has its ring around the part that can be hit.
    const hit = e.querySelector('.target'), drawn = hit && getComputedStyle(hit);
    if (!ring(style) && !(drawn && drawn.stroke !== 'none' && parseFloat(drawn.strokeWidth) >= 2)) wrong.push('no ring');
    const mine = (x) => x && (e.contains(x) || x.contains(e) && x.matches('label, a, li, tr, td, dd, p, summary, g, span') || [...(e.labels ?? [])].some((l) => l.contains(x)));
    // What is longer than the window is seen in part.
    const left = Math.max(box.left, 0), top = Math.max(box.top, 0), right = Math.min(box.right, innerWidth), bottom = Math.min(box.bottom, innerHeight);
    const points = [.5, .1, .9].flatMap((a) => [.5, .1, .9].map((b) => [left + a * (right - left), top + b * (bottom - top)]));
    if (!points.some(([x, y]) => mine(document.elementFromPoint(x, y)))) wrong.push('out of sight');
    if (before?.isConnected && !(before.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING)) wrong.push('back in the page');
    return [e.tagName + ' “' + e.textContent.trim().slice(0, 40) + '” ' + (e.id || e.className.baseVal || e.className || ''), wrong.join(', ')]";

/// Tab goes through each state in the order of the page; each stop is seen.
pub fn each_stop_of_the_tab_key_is_seen(browser: Browser) {
    const MOST: usize = 400;
    let (server, session) = open_with(browser, "", Options { view: (1000, 700), ..Options::default() });
    let mut all = 0;
    for state in STATES {
        state.enter(&server, &session, false);
        session.js("window.focusBefore = null; scrollTo(0, 0)", &[]);
        let dialog = session.js("return document.querySelector('dialog[open]') !== null", &[]) == true;
        let mut first = None;
        for stop in 0.. {
            assert!(stop < MOST, "{}: more than {MOST} stops", state.name);
            // A document is read at its beginning or at its passage: the walk goes from there to the end.
            session.press(&[key::TAB]);
            let seen = session.js(FOCUS, &[]);
            let (Some(what), Some(wrong)) = (seen[0].as_str(), seen[1].as_str()) else { break };
            // A dialog keeps the focus: its walk is done where it began. (Between end and beginning browsers stop at
            // their own buttons or not.)
            if dialog && first.as_deref() == Some(what) || wrong == "back in the page" && stop > 0 {
                break;
            }
            first.get_or_insert_with(|| what.to_owned());
            assert_eq!(wrong, "", "{}, stop {stop}: {what}", state.name);
            all += 1;
        }
    }
    assert!(all > 10 * STATES.len(), "the walk was short: {all} stops");
    println!("tab in {browser}: {all} stops in {} states, each seen and in order", STATES.len());
}

/// The focus does not vanish and nothing else is lost for who reads with other colours, without motion, or by touch.
pub fn each_preference_is_met(browser: Browser) {
    for preference in Preference::ALL {
        let options = Options { prefers: Some(preference), ..Options::default() };
        let (server, session) = open_with(browser, "", options);
        let query = preference.query();
        assert_eq!(
            session.js("return matchMedia(arguments[0]).matches", &[query.into()]),
            json!(true),
            "{query}"
        );
        for state in STATES {
            state.enter(&server, &session, false);
            let lost = session.js(&format!("{LOST} return lost({:?})", preference.word()), &[]);
            assert_eq!(lost, json!([]), "{}: {query}", state.name);
            if preference == Preference::MoreContrast {
                assert_eq!(axe(&session), Vec::<String>::new(), "{}: {query}", state.name);
            }
        }
    }
}

/// What each preference asks: a list of what does not meet it.
const LOST: &str = "
    const shown = (e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const named = (e) => e.tagName + '.' + (e.className.baseVal ?? e.className) + ' ' + e.textContent.trim().slice(0, 30);
    function lost(preference) {
      const all = [...document.querySelectorAll('body *')].filter(shown);
      switch (preference) {
        // What is drawn with the colour of its ground is not there.
        case 'forced-colors': {
          const canvas = Object.assign(document.createElement('i'), { hidden: true });
          return all.filter((e) => e instanceof SVGElement && e.matches('line, path, circle, rect, text') && !e.closest('.target, .hit'))
            .filter((e) => { const s = getComputedStyle(e);
              const ground = getComputedStyle(document.body).backgroundColor;
              const none = (c) => c === 'none' || c === ground || c === 'rgba(0, 0, 0, 0)' || c === 'transparent';
              return none(s.fill) && none(s.stroke) && !e.matches('.target, .hit, .period, .pane'); })
            .map(named).slice(0, 5);
        }
        case 'prefers-contrast': return [];
        case 'prefers-reduced-motion':
          return document.getAnimations().filter((a) => a.playState === 'running').map((a) => named(a.effect.target)).slice(0, 5);
        // 44 px for what stands alone; what stands in a sentence may be as high as its line.
        case 'pointer':
          return all.filter((e) => e.matches('button:not(.skip), select, summary, input:not([type=radio], [type=checkbox]), label.option, nav a'))
            .filter((e) => !e.matches('.quiet') && getComputedStyle(e).display !== 'inline')
            .map((e) => [e, e.getBoundingClientRect()])
            .filter(([e, b]) => b.height > 0 && b.height < 43.5)
            .map(([e, b]) => named(e) + ' ' + Math.round(b.width) + '×' + Math.round(b.height)).slice(0, 8);
      }
    }";
