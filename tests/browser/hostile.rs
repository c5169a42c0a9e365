//! What a stranger writes into an address, a search, a message, a script or a text changes nothing but what it may.
//!
//! Inputs are lists in JavaScript, for some cannot be written as text elsewhere (half a surrogate pair, a getter that
//! throws). A list is worked off in the page itself: hundreds of inputs are a few round trips.

use crate::explorer::{documents, open};
use e2e::harness::{Browser, Reply, Server, Session, dist, published, wait_for};
use serde_json::{Value, json};

/// Inputs of each sort that a run in one browser has at least.
const ADDRESSES: usize = 220;
const QUERIES: usize = 100;
const MESSAGES: usize = 120;
const ARGUMENTS: usize = 40;
const TEXTS: usize = 30;
const _: () = assert!(ADDRESSES + QUERIES + MESSAGES + ARGUMENTS + TEXTS >= 500);

/// Sees every effect that a hostile input may have: `look()` gives those since the last look, each in words.
///
/// The classes of the page are named by `window`: scripts of a test have others in Firefox.
const WATCH: &str = r#"
const effects = [];
const note = (effect) => effects.push(String(effect).slice(0, 300));
const ELEMENTS = 'script, iframe, object, embed, base, form[action], meta[http-equiv=refresh i]';
const ADDRESSES = ['href', 'src', 'xlink:href', 'action', 'formaction', 'data', 'poster'];
const TURNS = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

// Elements and attributes.
const attribute = (element, name, value) => {
  if (/^on/i.test(name) || name === 'srcdoc') note(`attribute ${name} of ${element.localName}`);
  if (!ADDRESSES.includes(name) || value === null) return;
  let scheme;
  try { scheme = new URL(value, document.baseURI).protocol; } catch { return; }
  const good = ['http:', 'https:', 'blob:', location.protocol].includes(scheme) || /^data:(image\/|,$)/.test(value);
  if (!good) note(`address ${name} of ${element.localName}: ${value}`);
};
const element = (element) => {
  if (element.matches(ELEMENTS) && !element.matches('dialog.tool .preview iframe')) note(`element ${element.localName}`);
  for (const { name, value } of element.attributes) attribute(element, name, value);
};
const all = (node) => {
  if (node.nodeType !== 1) return;
  element(node);
  node.querySelectorAll('*').forEach(element);
};
const changed = (records) => {
  for (const { type, target, attributeName, addedNodes } of records) {
    if (type === 'attributes') attribute(target, attributeName, target.getAttribute(attributeName));
    else addedNodes.forEach(all);
  }
};
const observer = new window.MutationObserver(changed);
observer.observe(document, { subtree: true, childList: true, attributes: true });

// What a page can keep, and what everybody shares.
const tried = (what) => { try { return String(what()); } catch (error) { return error.name; } };
const kept = async () => ({
  harmed: tried(() => window.harmed),
  prototypes: [window.Object, window.Array, window.String, window.Function, window.Promise]
    .map((shared) => window.Reflect.ownKeys(shared.prototype).map(String).join(' ')).join(' | '),
  cookie: tried(() => document.cookie),
  localStorage: tried(() => JSON.stringify({ ...localStorage })),
  sessionStorage: tried(() => JSON.stringify({ ...sessionStorage })),
  databases: JSON.stringify(await Promise.resolve(tried(() => 1) && indexedDB.databases?.()).catch((error) => error.name) ?? ''),
  opener: tried(() => window.opener),
  place: location.origin + location.pathname,
});
let before = await kept();

// What nobody caught.
addEventListener('error', (event) => note(`error ${event.message ?? event.target?.localName}`), true);
addEventListener('unhandledrejection', (event) => note(`rejection ${tried(() => event.reason)}`));
document.addEventListener('securitypolicyviolation', (event) => note(`policy ${event.violatedDirective} ${event.blockedURI}`));

let title = '';
window.testWatch = {
  frames: () => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go))),
  wait: (ms) => new Promise((go) => window.setTimeout(go, ms)),
  look: async () => {
    changed(observer.takeRecords());
    const now = await kept();
    for (const name of Object.keys(now)) if (now[name] !== before[name]) note(`${name}: ${now[name].slice(-200)}`);
    before = now;
    const { boot } = document.documentElement.dataset;
    if (boot !== 'ready') note(`boot ${boot}`);
    if (document.title !== title && (document.title.length > 300 || TURNS.test(document.title))) note(`title ${document.title.length}`);
    title = document.title;
    return effects.splice(0);
  },
  // What stands there already; the page's own scripts are of its own host.
  whole: () => {
    for (const one of document.querySelectorAll('*')) {
      if (!one.matches('script[src]') || new URL(one.src).origin !== location.origin) element(one);
    }
  },
};
"#;

/// Starts the watch in the page, or in the frame that the session is in.
#[track_caller]
fn watch(session: &Session) {
    session.js(&format!("return (async () => {{ {WATCH} }})()"), &[]);
}

/// The effects since the last look.
#[track_caller]
fn effects(session: &Session) -> Vec<String> {
    words(&session.js("return window.testWatch.look()", &[]))
}

fn words(list: &Value) -> Vec<String> {
    list.as_array().expect("a list").iter().map(|word| word.as_str().unwrap_or_default().to_owned()).collect()
}

/// Gives each input of a list to `act`, the body of a function of `input`, and looks for effects after each. What `act`
/// returns, if anything, is an effect as well. Returns how many inputs there were.
#[track_caller]
fn try_each(session: &Session, inputs: &str, act: &str) -> usize {
    // A driver waits 30 s for a script; a slow machine only makes more calls of it.
    let script = format!(
        "const inputs = {inputs};
         const act = async (input) => {{ {act} }};
         return (async (at) => {{
           const found = [];
           for (const end = performance.now() + 8000; at < inputs.length && performance.now() < end; at++) {{
             const seen = await act(inputs[at]);
             if (seen) found.push(seen);
             found.push(...await window.testWatch.look());
             if (found.length) {{
               let input;
               try {{ input = JSON.stringify(inputs[at]); }} catch (error) {{ input = String(error); }}
               return [at + 1, inputs.length, found, `input ${{at}}: ${{String(input).slice(0, 200)}}`];
             }}
           }}
           return [at, inputs.length, found, ''];
         }})(arguments[0])"
    );
    let mut at = 0;
    loop {
        let done = session.js(&script, &[at.into()]);
        let found = words(&done[2]);
        assert!(found.is_empty(), "{}: {} has effects: {found:#?}", session.browser, done[3]);
        at = done[0].as_u64().expect("a number");
        if Some(at) == done[1].as_u64() {
            return at as usize;
        }
    }
}

/// Says how many inputs had no effect, and that there is one window still.
#[track_caller]
fn all_tried(session: &Session, what: &str, tried: usize, least: usize) {
    assert_eq!(session.windows(), 1, "another window was opened");
    assert!(tried >= least, "only {tried} {what} were tried, {least} are promised");
    println!("hostile {what}: {tried} tried, 0 effects (limit 0)");
}

/// Words that somebody might write where the page expects others. `BIG` are those that fill an address alone.
const PAYLOADS: &str = r#"
const BIG = ['x'.repeat(1e6), '&'.repeat(1e5), '('.repeat(5e4), '%'.repeat(1e5), '\u202e'.repeat(1e4), 'a-'.repeat(2e4)];
const PAYLOADS = [
  '<script>window.harmed=1</script>', '"><img src=x onerror=window.harmed=1>', "'><svg/onload=window.harmed=1>",
  '</title><script>window.harmed=1</script>', '<iframe srcdoc="<script>parent.harmed=1</script>">',
  '<base href="https://evil.example/">', '<meta http-equiv=refresh content="0;url=https://evil.example/">',
  '<form action="https://evil.example/"><button>', '<object data="data:text/html,x">', '<embed src="//evil.example/">',
  'javascript:window.harmed=1', 'JaVaScRiPt:window.harmed=1//', 'java\tscript:window.harmed=1', '\u0001javascript:window.harmed=1',
  'data:text/html,<script>parent.harmed=1</script>', 'vbscript:x', '//evil.example/', 'https://evil.example/', 'blob:null/x',
  '\u202eomgekeerd', '\u2066los\u2069\u202e', '\u200f\u061c', 'a\u200bb\u200cc\u200dd', '\ufeffx', '\u00ad\u2060',
  '\u0000', '\u0001\u0008\u001b[31m', '\r\nSet-Cookie: a=b', '\u2028\u2029', '\ufffe\uffff', '\ud800', 'x\udc00y',
  '%', '%%%', '%zz', '%ff%fe', '%00', '%c0%ae%c0%ae', '%25%32%65', '%ed%a0%80', '%f4%90%80%80',
  '((((((((((', '"niet af', '"a" "b', '-', '- - -', '--a', 'OR OR OR', 'in:', 'in:titel', 'in:__proto__', '*', '**', 'a*b?',
  '__proto__', 'constructor', 'constructor.prototype', 'toString', 'hasOwnProperty', '__defineGetter__', 'then', 'undefined', 'null',
  '../../etc/passwd', '..%2f..%2f', '\\\\host\\share', 'file:///etc/passwd', 'C:\\x', '.text *', '"] , * , [id="',
  '99999999999999999999', '18446744073709551616', '-1', '0', 'NaN', 'Infinity', '1e309', '0x7fffffff', '1,2,3', '٣',
  '0000-00-00', '9999-99-99', '2023-02-30', '-271821-04-20', '+275760-09-13', '2023-01-01T00:00', '1800-01-01', '2199-12-31',
  "' OR 1=1 --", '; DROP TABLE documents', '(a+)+$', '^(([a-z])+.)+[A-Z]([a-z])+$', '[', '\\', '$&', '$1',
  '${7*7}', '{{constructor.constructor("window.harmed=1")()}}', '<%= 7 %>', '$(id)', '`id`', '=cmd|calc!A0', '!!js/function',
  '😀👩‍👩‍👧‍👦🏳️‍🌈', '𝕏𐍈', 'שלום עולם', 'مرحبا', 'Z' + '\u0301'.repeat(500), 'ﷺ'.repeat(100), 'İıſK', '\t\t\t',
  'client-side\u202escanning', 'AIVD<b>', 'aivd advies "',
];
"#;

/// Addresses: every key with every payload, each key alone with some, and whole fragments of no known form.
const FRAGMENTS: &str = r#"
const KEYS = ['q', 'zonder', 'volgorde', 'ministerie', 'onderwerp', 'soort', 'toon', 'van', 'tot', 'beeld', 'rij', 'links', 'rechts',
  'bekend', 'zoom', 'doc', 'p', 'bron', 'taal', 'embed', 'thema', 'citaat', 'som', 'host', 'secret', 'onbekend', '__proto__', 'constructor'];
// A key that counts only beside others.
const BESIDE = { p: 'doc=kamerbrief-2023-05-08&', bron: 'doc=kamerbrief-2023-05-08&', rij: 'beeld=standpunten&', links: 'beeld=vergelijk&',
  rechts: 'beeld=vergelijk&', citaat: 'doc=kamerbrief-2023-05-08&p=p3&', som: 'doc=kamerbrief-2023-05-08&p=p3&citaat=debat&',
  zoom: 'van=2023-01-01&tot=2023-12-31&' };
const coded = (payload) => { try { return encodeURIComponent(payload); } catch { return payload; } };
const alone = (key, payload) => `${BESIDE[key] ?? ''}${key}=${payload}`;
const FRAGMENTS = PAYLOADS.flatMap((payload, i) => [
  KEYS.map((key) => `${key}=${coded(payload)}`).join('&'),
  // The second as it is: the page decodes what nobody encoded.
  alone(KEYS[i % KEYS.length], i % 2 ? payload : coded(payload)),
  ...(i % 3 ? [] : [alone(KEYS[(i / 3 + 5) % KEYS.length], coded(payload))]),
]).concat(BIG.map((payload, i) => alone(KEYS[i * 5 % KEYS.length], payload)), [
  '', '#', '#'.repeat(1000), '=', '&=&=&', '&&&&', '?secret=<script>', '#?secret=' + 'x'.repeat(65), 'embed&embed&embed', 'doc', 'q',
  'q=a&'.repeat(2000), 'thema=donker&thema=<script>', 'taal=en&taal=xx', 'taal=en&q=%22%3E%3Cimg%20src%3Dx%20onerror%3Dwindow.harmed%3D1%3E',
  'doc=kamerbrief-2023-05-08&p=p3&citaat=%3Cscript%3Ewindow.harmed%3D1%3C%2Fscript%3E&som=0000000000000000',
  'beeld=vergelijk&links=kamerbrief-2023-05-08&rechts=kamerbrief-2023-05-08', 'van=2024-12-31&tot=2023-01-01', 'toon=20&toon=-20',
]);
"#;

/// The state that an address gives holds only what the dossier has.
const VALID_STATE: &str = r#"
const { words, ministries, issues, kinds, from, to, view, knownOn, document: open, passage, language } = await inzage.state();
const known = window.testKnown;
const day = (text) => text === null || /^(1[89]|2[01])\d\d-[01]\d-[0-3]\d$/.test(text);
const right = [...words].length <= 200 && !/\p{Cc}/u.test(words) && ministries.every((code) => known.codes.includes(code))
  && issues.every((id) => /^[a-z0-9-]+$/.test(id)) && kinds.every((kind) => ['beslisnota', 'kamerbrief'].includes(kind))
  && [from, to, knownOn].every(day) && ['', 'standpunten', 'vergelijk', 'verwijzingen', 'tijd', 'open'].includes(view)
  && (open === null || known.ids.includes(open)) && (passage === null || /^p\d+$/.test(passage)) && ['nl', 'en'].includes(language);
if (!right) return `a state that the dossier does not have: ${JSON.stringify(await inzage.state())}`;
"#;

/// Each effect is made on purpose, on a page that has it all, and is called by its name. Without this, none seen would
/// prove nothing.
pub fn the_watch_sees_each_effect(browser: Browser) {
    let site = Server::empty();
    let page = r##"<!doctype html><html lang="nl" data-boot="ready"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Proef</title>
        <meta http-equiv="Content-Security-Policy" content="img-src 'none'; default-src 'unsafe-inline' data: http:"><body><p id="p">Proef</p>
        <script>
        const add = (html) => document.body.insertAdjacentHTML('beforeend', html);
        const attribute = (name, value) => document.getElementById('p').setAttribute(name, value);
        window.effects = [
          ['harmed', () => { window.harmed = 1 }],
          ['prototypes', () => { Object.prototype.polluted = 1 }], ['prototypes', () => { Array.prototype.polluted = 1 }],
          ['element script', () => document.body.append(document.createElement('script'))],
          ['element iframe', () => add('<iframe></iframe>')], ['attribute srcdoc', () => add('<iframe srcdoc="x"></iframe>')],
          ['element object', () => add('<object></object>')], ['element embed', () => add('<embed>')],
          ['element base', () => add('<base target="_self">')], ['element form', () => add('<form action="/x"></form>')],
          ['element meta', () => add('<meta http-equiv="Refresh" content="9999">')],
          // It goes before anybody looks.
          ['element iframe', () => { add('<b><iframe></iframe></b>'); document.body.lastChild.remove() }],
          ['attribute onclick', () => attribute('onclick', 'x')], ['attribute onerror', () => add('<i onerror=x></i>')],
          ['address href', () => add('<a href=" JavaScript:void 0">x</a>')], ['address href', () => add('<a href="data:text/html,x">x</a>')],
          ['address src', () => add('<audio src="ftp://example.org/x"></audio>')],
          ['cookie', () => { document.cookie = 'a=b' }], ['localStorage', () => localStorage.setItem('a', 'b')],
          ['sessionStorage', () => sessionStorage.setItem('a', 'b')],
          ['databases', () => new Promise((go) => { indexedDB.open('a').onsuccess = go })],
          ['boot', () => { document.documentElement.dataset.boot = 'failed' }],
          ['boot', () => {}], // it stays so
          [null, () => { document.documentElement.dataset.boot = 'ready' }],
          ['title', () => { document.title = 'x'.repeat(301) }], ['title', () => { document.title = 'a\u202eb' }],
          [null, () => { document.title = 'Goed' }],
          ['place', () => history.pushState(null, '', '/elders.html')],
          ['opener', () => { window.opener = 1 }],
          ['error', () => { setTimeout(() => { throw new Error('x') }) }],
          ['rejection', () => { Promise.reject(new Error('x')) }],
          ['policy img-src', () => add('<img src="/x.png" alt="">')],
          [null, () => add('<a href="https://example.org/">x</a><a href="#x">y</a><p title="on">z</p>')],
        ];
        </script>"##;
    site.put("/proef.html", Reply::html(page));
    let session = Session::start(browser);
    session.open(&format!("{}/proef.html", site.origin()));
    watch(&session);
    let made = session.js(
        "return (async () => {
           const seen = [];
           for (const [name, make] of window.effects) {
             await make();
             await window.testWatch.frames();
             await window.testWatch.wait(20);
             seen.push([name, await window.testWatch.look()]);
           }
           return seen;
         })()",
        &[],
    );
    let made = made.as_array().expect("a list");
    assert!(made.len() > 30, "the page has its effects");
    for (number, pair) in made.iter().enumerate() {
        let seen = words(&pair[1]);
        match pair[0].as_str() {
            Some(name) => {
                assert!(seen.iter().any(|effect| effect.starts_with(name)), "{number} {name}: {seen:?}");
            }
            None => assert!(seen.is_empty(), "{number}: what is harmless is taken for harm: {seen:?}"),
        }
    }
    // What stands there already.
    session.js("window.testWatch.whole()", &[]);
    let seen = effects(&session);
    for name in ["attribute onclick", "address href", "element form", "element script"] {
        assert!(seen.iter().any(|effect| effect.starts_with(name)), "{name}: {seen:?}");
    }
    let before = session.new_window();
    assert_eq!(session.windows(), 2, "another window is counted");
    session.close_window(&before);
    println!("effects made on purpose: {}, all seen", made.len());
}

/// Whatever the address says, in the page and when it starts.
pub fn hostile_addresses_change_nothing(browser: Browser) {
    let (server, session) = open(browser, "");
    documents(&session, 5);
    watch(&session);
    session.js(
        "return inzage.result().then(({ documents }) => {
           window.testKnown = { ids: documents.map((d) => d.id), codes: documents.flatMap((d) => d.ministries) };
         })",
        &[],
    );
    // Browsers refuse more than 200 changes of the address in 10 s.
    let act = format!(
        "const begin = performance.now();
         location.hash = '#' + input;
         await window.testWatch.frames();
         const {{ dataset }} = document.documentElement;
         while ('busy' in dataset) await window.testWatch.wait(10);
         if (/citaat=/.test(input)) await window.testWatch.wait(60); // the notice comes a little later
         await window.testWatch.wait(Math.max(0, 55 - (performance.now() - begin)));
         {VALID_STATE}"
    );
    let mut tried =
        try_each(&session, &format!("(() => {{ {PAYLOADS} {FRAGMENTS} return FRAGMENTS }})()"), &act);
    session.js("location.hash = ''", &[]);
    documents(&session, 5);

    // These are read when the page starts.
    for fragment in [
        "thema=%3Cscript%3E&embed=%3Cscript%3E",
        "host=javascript:window.harmed=1&host=https://evil.example",
        "embed&host=http://%00&doc=__proto__&p=constructor",
        "q=%22%3E%3Cimg%20src=x%20onerror=window.harmed=1%3E&taal=en",
        "doc=kamerbrief-2023-05-08&p=p3&citaat=%E2%80%AEomgekeerd%3Cscript%3E&som=%00",
        "beeld=vergelijk&links=__proto__&rechts=toString&bekend=2024-01-01",
        "#?secret=<script>window.harmed=1</script>",
        "q=%ff&van=9999-99-99&toon=99999999999999999999&beeld=constructor",
    ] {
        session.open("about:blank");
        session.open_page(&server.page(fragment));
        watch(&session);
        session.js("window.testWatch.whole(); return window.testWatch.frames()", &[]);
        let seen = effects(&session);
        assert!(seen.is_empty(), "{browser}: {fragment}: {seen:?}");
        tried += 1;
    }
    all_tried(&session, "addresses", tried, ADDRESSES);
    session.silent();
}

/// Whatever somebody searches for.
pub fn hostile_queries_change_nothing(browser: Browser) {
    let (_server, session) = open(browser, "");
    documents(&session, 5);
    watch(&session);
    let act = "
        const field = document.querySelector('input[type=search]');
        const set = Object.getOwnPropertyDescriptor(window.HTMLInputElement.prototype, 'value').set;
        const type = (text) => { set.call(field, text); field.dispatchEvent(new window.InputEvent('input', { bubbles: true })); };
        type(input);
        await window.testWatch.frames();
        // Some stay until the address has followed.
        if (input.length > 5000 || input.startsWith('<') || input.includes(':')) await window.testWatch.wait(230);
        if (!field.isConnected) return 'the field is gone';";
    let inputs = format!(
        "(() => {{ {PAYLOADS} return [...PAYLOADS, ...BIG, 'aivd '.repeat(5000), '\"'.repeat(999)] }})()"
    );
    let tried = try_each(&session, &inputs, act);
    session.js("location.hash = '#q=AIVD'", &[]);
    wait_for("an honest search", || {
        let typed = session.js_text("return document.querySelector('input[type=search]').value");
        if typed == "AIVD" { Ok(()) } else { Err(typed) }
    });
    session.js("location.hash = ''", &[]);
    documents(&session, 5);
    all_tried(&session, "queries", tried, QUERIES);
    session.silent();
}

/// Messages of no known shape, with values that no dossier has, and from windows that have no say.
const LETTERS: &str = r#"
const cyclic = { type: 'inzage:set' }; cyclic.given = cyclic;
const SHAPES = [null, undefined, true, 0, -0, NaN, 7n, '', 'inzage:set', 'inzage:state', '__proto__', 'x'.repeat(1e6), [], ['inzage:set'],
  [[]], {}, { type: null }, { type: 7 }, { type: {} }, { type: [] }, { type: '' }, { type: 'inzage' }, { type: 'inzage:' }, { type: 'inzage:open', given: 'own' },
  { type: 'inzage:drop' }, { type: 'inzage:arrive' }, { type: 'inzage:begin', given: [] }, { type: 'inzage:provide', given: new Uint8Array(9) },
  { type: 'inzage:__proto__' }, { type: 'inzage:constructor' }, { type: 'inzage:toString' }, { type: 'INZAGE:SET', given: { words: 'x' } },
  { type: ' inzage:set', given: { words: 'x' } }, { type: 'inzage:set ', given: { words: 'x' } }, { type: 'inzage:set\n', given: { words: 'x' } },
  { type: 'inzage:set:answer', given: { words: 'x' } }, { type: 'inzage:height', height: 5000 }, { type: 'inzage:go', href: 'https://evil.example/' },
  { type: 'inzage:ping', secret: '<script>' }, { type: 'inzage:ping', secret: { toString: 1 } }, { type: { toString: 1, valueOf: 1 }, given: {} }, { type: 'inzage:ping', secret: 'x'.repeat(1e5) },
  { message: 'height', value: 1, secret: 'x' }, { sentinel: 'amp', type: 'embed-size', height: 1 }, { sentinel: 'amp', type: 'embed-state' },
  { method: 'eval', params: 'window.harmed=1' }, { type: 'skipWaiting' }, 'skipWaiting', { __proto__: { type: 'inzage:set' } },
  JSON.parse('{"__proto__":{"type":"inzage:set","given":{"words":"x"}}}'), new Map([['type', 'inzage:set']]), new Set(['inzage:set']),
  new Date(NaN), /inzage:set/, new Error('inzage:set'), new ArrayBuffer(1e6), new Uint8Array(10), new Blob(['<script>']), cyclic];
const WRONG = [null, undefined, 7, 7n, true, 'words', ['words'], [{ words: 'x' }], { unknown: 1 }, { Words: 'x' }, { q: 'x' },
  JSON.parse('{"__proto__":{"words":"x"}}'), { constructor: { prototype: { words: 'x' } } }, { toString: 'x' },
  { words: {} }, { words: 7 }, { words: ['x'] }, { words: 7n }, { words: true }, { words: 'x'.repeat(1e6) }, { words: 'x'.repeat(201) },
  { issues: 'client-side-scanning' }, { issues: {} }, { issues: ['x'] }, { issues: [null] }, { issues: [[]] }, { issues: ['__proto__'] },
  { issues: ['client-side-scanning', '<script>'] }, { issues: [, 'client-side-scanning'] }, { issues: Array(1e5).fill('x') },
  { ministries: ['<script>'] }, { ministries: ['constructor'] }, { ministries: 7 }, { ministries: ['jenv'] }, { kinds: ['x'] }, { kinds: ['motie'] },
  { kinds: { 0: 'beslisnota', length: 1 } }, { from: 'gisteren' }, { from: '0000-00-00' }, { to: '9999-99-99' }, { to: new Date() }, { from: 7 },
  { knownOn: 'javascript:window.harmed=1' }, { knownOn: '2023-02-30' }, { view: 'own' }, { view: '__proto__' }, { view: 0 },
  { document: '__proto__' }, { document: '../../etc/passwd' }, { document: 0 }, { document: ['kamerbrief-2023-05-08'] },
  { document: 'kamerbrief-2023-05-08', passage: 'p99999' }, { document: 'kamerbrief-2023-05-08', passage: '"] *' }, { passage: 'p1' }, { passage: '' },
  { language: 'xx-INVALID' }, { language: '' }, { language: ['nl'] }, { words: 'x', from: 'x' }, { words: 'x', language: '\u202e' },
  { words: 'goed', issues: ['client-side-scanning'], unknown: 1 }, { ministries: ['JenV'], document: '<script>' }];
"#;

/// What the page in this frame shows, and its address.
#[track_caller]
fn state(session: &Session) -> String {
    session.js_text("return inzage.state().then((state) => location.href + JSON.stringify(state))")
}

/// A page of another origin, with a frame that names it, a frame that names another, and a stranger.
pub fn hostile_messages_change_nothing(browser: Browser) {
    let page = Server::of(&dist());
    let site = Server::empty();
    let origin = site.origin().replace("127.0.0.1", "localhost");
    let own = page.page("embed&host=").replace('&', "&amp;");
    let html = format!(
        r#"<!doctype html><html lang="nl"><link rel="icon" href="data:,"><title>Een krant</title>
        <iframe id="named" title="Een" src="{own}{origin}" width="800" height="300"></iframe>
        <iframe id="other" title="Twee" src="{own}https://other.example" width="800" height="300"></iframe>
        <iframe id="stranger" title="Drie" src="{}/stranger.html" width="100" height="50"></iframe>
        <script>window.heard = [];
        addEventListener('message', ({{ data, source }}) => {{
          const frame = [...document.querySelectorAll('iframe')].find((f) => f.contentWindow === source)?.id;
          heard.push([frame, String(data?.type), String(data?.id), data?.error ? 'refused' : 'taken']);
        }})</script>"#,
        site.origin(),
    );
    site.put("/host.html", Reply::html(html));
    // What the stranger is told it tells the frame beside it.
    let stranger = r#"<!doctype html><html lang="nl"><link rel="icon" href="data:,"><title>Vreemd</title><script>
        addEventListener('message', ({ data }) => {
          parent.frames[0].postMessage(data, '*');
          parent.postMessage({ type: 'told', id: data.id }, '*');
        })</script>"#;
    site.put("/stranger.html", Reply::html(stranger));
    let session = Session::start(browser);
    session.open(&format!("{origin}/host.html"));
    let frames = ["named", "other"].map(|id| (id, session.by_id(id)));
    let before = frames.clone().map(|(_, frame)| {
        session.frame(Some(&frame));
        session.ready();
        documents(&session, 5);
        let before = state(&session);
        watch(&session);
        session.frame(None);
        before
    });
    let tried = session.js(
        &format!(
            "{LETTERS}
             const to = (id) => (message) => document.getElementById(id).contentWindow.postMessage(message, '*');
             const asked = ['set', 'state', 'result'].map((name) => ({{ type: 'inzage:' + name, id: name, given: {{ words: 'AIVD' }} }}));
             // The right questions by the wrong ones, then the wrong ones by whoever may ask.
             const letters = {{
               stranger: asked,
               other: [...asked, ...SHAPES, ...WRONG.map((given, id) => ({{ type: 'inzage:set', id, given }}))],
               named: [...SHAPES, ...WRONG.map((given, id) => ({{ type: 'inzage:set', id, given }}))],
             }};
             for (const [id, all] of Object.entries(letters)) all.forEach(to(id));
             to('other')({{ type: 'inzage:ping' }});
             to('named')({{ type: 'inzage:state', id: 'last' }});
             return [Object.values(letters).flat().length, WRONG.length]"
        ),
        &[],
    );
    let heard = wait_for("the last answer", || {
        let heard = session.js("return window.heard", &[]);
        let heard: Vec<Vec<String>> = heard.as_array().expect("a list").iter().map(words).collect();
        let last = heard.iter().any(|answer| answer[2] == "last");
        let pinged = heard.iter().any(|answer| answer[0] == "other" && answer[1] == "inzage:height");
        let told = heard.iter().filter(|answer| answer[1] == "told").count();
        if last && pinged && told == 3 { Ok(heard) } else { Err(format!("{} answers", heard.len())) }
    });
    let answers = || heard.iter().filter(|answer| answer[1].ends_with(":answer"));
    assert!(answers().all(|answer| answer[0] == "named"), "only the frame that names this page answers it");
    let taken: Vec<_> = answers().filter(|answer| answer[3] == "taken").collect();
    assert_eq!(taken.len(), 1, "what was asked last, and nothing else: {taken:?}");
    let refused = answers().filter(|a| a[3] == "refused" && a[2].parse::<u64>().is_ok()).count();
    assert_eq!(Some(refused as u64), tried[1].as_u64(), "each wrong wish is refused");
    for ((id, frame), before) in frames.into_iter().zip(before) {
        session.frame(Some(&frame));
        let seen = effects(&session);
        assert!(seen.is_empty(), "{browser}: the frame {id}: {seen:?}");
        assert_eq!(state(&session), before, "{id}");
        documents(&session, 5);
        session.frame(None);
    }
    let tried = tried[0].as_u64().expect("a number") as usize;
    all_tried(&session, "messages", tried, MESSAGES);
    session.silent();
}

/// What a script may give by mistake or on purpose: [what, whether it asks for anything].
const GIVEN: &str = r#"
const fail = () => { throw new Error('a getter that throws'); };
const cyclic = {}; cyclic.words = cyclic; cyclic.issues = [cyclic];
const { proxy: revoked, revoke } = Proxy.revocable({}, {}); revoke();
const deep = []; let at = deep; for (let i = 0; i < 1e4; i++) at = at[0] = [];
const GIVEN = [
  // Refused.
  ...[undefined, null, true, false, 0, NaN, 1n, Symbol('x'), '', 'x', 'x'.repeat(1e6), () => 1, class {},
    ['x'], new String('x'), new Uint8Array(3), window, revoked, cyclic, deep, { words: deep }, { issues: deep },
    { get words() { return fail(); } }, { get issues() { return fail(); } }, { words: 'x', get language() { return fail(); } },
    { issues: new Proxy([], { get: fail }) }, { issues: { [Symbol.iterator]: fail } }, { issues: { *[Symbol.iterator]() { yield 'x'; } } },
    new Proxy({}, { ownKeys: fail }), new Proxy({}, { get: fail }), new Proxy({ words: 'x' }, { getOwnPropertyDescriptor: fail }),
    { then: (go) => go({ words: 'x' }) }, { toString: fail, valueOf: fail }, { [Symbol.toPrimitive]: fail, x: 1 },
    JSON.parse('{"__proto__":{"words":"x"}}'), { constructor: { prototype: { x: 1 } } }, { prototype: {} }, { hasOwnProperty: 1 },
    { words: 1n }, { words: Symbol('x') }, { words: { toString: () => 'x' } }, { words: { toJSON: fail } }, { words: new String('x') },
    { words: ['x'] }, { words: () => 'x' }, { words: 'x'.repeat(1e6) }, { words: 'x'.repeat(201) }, { words: new Proxy({}, { get: fail }) },
    { issues: [, 'client-side-scanning'] }, { issues: Array(1000) }, { issues: new Array(1e5).fill('x') }, { issues: ['client-side-scanning', Symbol('x')] },
    { issues: 'client-side-scanning' }, { issues: { length: 1, 0: 'client-side-scanning' } }, { ministries: ['__proto__'] }, { ministries: [7] },
    { kinds: ['constructor'] }, { from: new Date(0) }, { from: '2023-02-30' }, { to: 'NaN' }, { knownOn: '\u202e2024-01-01' }, { knownOn: '+012024-01-01' },
    { view: 'toString' }, { document: 'javascript:window.harmed=1' }, { document: '../..' }, { passage: '"]' }, { language: 'NL' }, { language: '\ud800' },
    { words: 'goed', document: 'geen' }, { unknown: undefined }, Object.assign(Object.create(null), { '<script>': 1 })].map((given) => [given, true]),
  // Asks for nothing, so nothing is done; whether that is said does not matter.
  ...[{}, [], Object.create(null), new Map([['words', 'x']]), new Set(['words']), new Date(), /words/, new Error('words'), Promise.resolve({ words: 'x' }),
    new Proxy({}, {}), new ArrayBuffer(8), new WeakMap(), new Array(5), document.createElement('p'), { words: undefined, from: null }]
    .map((given) => [given, false]),
];
"#;

/// Whatever a script gives to `inzage.set`.
pub fn hostile_script_arguments_change_nothing(browser: Browser) {
    let (_server, session) = open(browser, "q=encryptie&onderwerp=client-side-scanning");
    session.js("return inzage.state()", &[]);
    let before = state(&session);
    watch(&session);
    let act = format!(
        "const [given, refused] = input;
         const said = await inzage.set(given).then(() => 'taken', () => 'refused');
         if (refused && said !== 'refused') return said;
         const now = await inzage.state().then((state) => location.href + JSON.stringify(state));
         if (now !== {}) return 'the state is another: ' + now;",
        json!(before)
    );
    let tried = try_each(&session, &format!("(() => {{ {GIVEN} return GIVEN }})()"), &act);
    session.js("return inzage.set({ words: 'AIVD', issues: [] })", &[]);
    wait_for("an honest wish to be met", || {
        let now = state(&session);
        if now.contains("\"words\":\"AIVD\"") { Ok(()) } else { Err(now) }
    });
    all_tried(&session, "script arguments", tried, ARGUMENTS);
    session.silent();
}

/// Files that are no documents, or more than that: [name, parts]. `LARGE` take the parser a second each.
const FILES: &str = r#"
const bytes = (...list) => new window.Uint8Array(list);
const script = '<script>window.harmed=1</script>';
const letter = 'BRIEF VAN DE MINISTER VAN JUSTITIE EN VEILIGHEID\nAan de Voorzitter van de Tweede Kamer der Staten-Generaal\nDen Haag, 9 mei 2024\n\n';
const FILES = [
  ['script.txt', `${script}\n`.repeat(40)],
  ['titel.txt', `${letter}Betreft\n${script}"><img src=x onerror=window.harmed=1>\n\nGeachte voorzitter,\n\nHierbij.\n`],
  ['onderwerp.txt', `${letter.replace('9 mei', '10 mei')}Onderwerp ${script}\n\nHierbij bericht ik uw Kamer over end-to-end-encryptie.\n`],
  ['nota.txt', `Beslisnota\n\n${script}\n\nDatum\n9 mei 2024\n\nAanleiding\n\n</p>${script}\n`],
  ['<img src=x onerror=window.harmed=1>.txt', 'Een tekst met een naam.\n'], ['../../etc/passwd', 'root:x:0:0\n'],
  ['"><script>window.harmed=1</script>', 'Nog een naam.\n'], ['__proto__', 'Een naam van een prototype.\n'], ['\u202etxt.gpj', 'Een naam die omkeert.\n'],
  ['adressen.txt', `${letter}Zie javascript:window.harmed=1 en data:text/html,${script} en https://evil.example/"onmouseover="window.harmed=1 en [x](javascript:window.harmed=1).\n\n¹ Zie javascript:window.harmed=1\n`],
  ['kamerstuk.txt', `${letter}Kamerstuk 26 643, nr. 1011"onmouseover="window.harmed=1 en Kamerstukken II 2022/23, 26643-${script}, nr. 1; COM(2022)209"><script>.\n`],
  ['bidi.txt', `${letter}Betreft\nEen \u202eetfed\u202c titel\n\nTekst \u202eomgekeerd\u202c en \u2066los\u2069 en \u2067om\n`],
  ['nulbreed.txt', 'Een te\u200bkst m\u200cet nie\u200dts er\ufefftussen, over encr\u200byptie.\n'],
  ['nullen.txt', 'Een tekst\u0000 met\u0000 nullen.\n'], ['veel nullen.txt', '\u0000'.repeat(1000)], ['stuur.txt', 'Een \u001b[31mrode\u001b[0m tekst.\u0007\n'],
  ['regels.txt', '\n'.repeat(10000)], ['leeg.txt', ''], ['blank.txt', ' \t\r\n\u000b\u000c'],
  ['latijn.txt', bytes(0x47, 0x65, 0xe9, 0xe8, 0xff, 0xfe, 0x0a)], ['kapot.txt', bytes(0xc0, 0xaf, 0xed, 0xa0, 0x80, 0xf5, 0x80, 0x41, 0xe2, 0x82)],
  ['nota.pdf', '%PDF-1.7\n%' + script], ['nota.docx', 'PK\u0003\u0004' + script], ['nota.doc', bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1)],
  ['utf16le.txt', bytes(0xff, 0xfe, 0x44, 0, 0x65, 0)], ['utf16be.txt', bytes(0xfe, 0xff, 0, 0x44, 0, 0x65)], ['bom.txt', '\ufeff' + letter + 'Met een teken vooraan.\n'],
  ['cr.txt', 'Een regel\rnog een\rDen Haag, 9 mei 2024\r'], ['scheiders.txt', 'Een\u2028twee\u2029drie\u0085vier\n'],
  ['stapels.txt', 'Z' + '\u0301'.repeat(5000) + ' algo\n'], ['beelden.txt', '😀👩‍👩‍👧‍👦🏳️‍🌈 𝕏𐍈 over encryptie 😀\n'], ['rechts.txt', 'שלום עולם. مرحبا بالعالم.\n'],
  ['pagina.html', `<!doctype html><base href=//evil.example><meta http-equiv=refresh content="0;url=//evil.example"><body onload=window.harmed=1>${script}`],
  ['beeld.svg', `<svg xmlns="http://www.w3.org/2000/svg" onload="window.harmed=1">${script}</svg>`], ['formule.txt', '=cmd|calc!A0\n@SUM(1)\n+1\n-1\n'],
  ['datums.txt', `${letter}Op 0 januari 0000, 99 mei 9999, 31 februari 2023, 30-13-2023, 2023-02-30 en 9 mei 999999999999.\n`],
  ['koppen.txt', Array.from({ length: 500 }, (_, i) => `${i}. <b>Kop ${i}</b>\n\nTekst.\n`).join('\n')],
  ['woorden.txt', '__proto__ constructor toString hasOwnProperty then undefined null NaN\n'],
];
const LARGE = [
  ['regel.txt', 'woord '.repeat(170000)], ['haakjes.txt', '('.repeat(1e6)], ['letters.txt', 'a'.repeat(1e6)],
  ['lange titel.txt', `${letter}Betreft: ${'lang '.repeat(20000)}\n\nTekst.\n`], ['aanhaling.txt', '"„“'.repeat(50000)],
  ['veel datums.txt', letter + 'Op 9 mei 2024 en op 10 mei 2024 nog eens. '.repeat(1500)],
];
"#;

/// Drops files on the page and waits until each is read or refused.
#[track_caller]
fn drop_files(session: &Session, list: &str) -> usize {
    let dropped = session.js(
        &format!(
            "{FILES}
             const data = new window.DataTransfer();
             for (const [name, part] of {list}) data.items.add(new window.File([part], name, {{ type: 'text/plain' }}));
             document.body.dispatchEvent(new window.DragEvent('drop', {{ dataTransfer: data, bubbles: true, cancelable: true }}));
             return data.files.length"
        ),
        &[],
    );
    wait_for(&format!("{dropped} files to be read or refused"), || {
        let read = session.js(
            "const outcome = document.querySelector('dialog[open] .outcome');
             return outcome ? outcome.querySelectorAll(\"p.failed, a[href*='doc=eigen-']\").length : 0",
            &[],
        );
        if read == dropped { Ok(()) } else { Err(read.to_string()) }
    });
    session.js("document.querySelector('dialog[open]').close()", &[]);
    let seen = effects(session);
    assert!(seen.is_empty(), "{}: {list}: {seen:?}", session.browser);
    dropped.as_u64().expect("a number") as usize
}

/// Whatever somebody drops on the page, and reads there.
pub fn hostile_own_documents_change_nothing(browser: Browser) {
    let (_server, session) = open(browser, "");
    documents(&session, 5);
    watch(&session);
    let mut tried = drop_files(&session, "FILES");
    let large = session.js(&format!("{FILES} return LARGE.length"), &[]).as_u64().expect("a number");
    for place in 0..large {
        tried += drop_files(&session, &format!("[LARGE[{place}]]"));
    }
    let own =
        "return inzage.result().then(({ documents }) => documents.filter((d) => d.own).map((d) => d.id))";
    let own = session.js(own, &[]);
    assert!(words(&own).len() > 25, "most of them are texts: {own}");
    // Each is read, as text and as source, with its first facts open.
    let act = "
        for (const view of ['', '&bron=1']) {
          location.hash = `#doc=${input}${view}`;
          await window.testWatch.frames();
          await window.testWatch.wait(55);
          if (!document.querySelector('article.reader')) return 'it is not shown';
          for (const fact of [...document.querySelectorAll('button.claim')].slice(0, 5)) fact.click();
          await window.testWatch.frames();
        }";
    try_each(&session, &own.to_string(), act);
    // And in every other view.
    let act = "
        location.hash = `#${input}`;
        await window.testWatch.frames();
        await window.testWatch.wait(55);";
    let views = json!([
        "beeld=standpunten",
        "beeld=vergelijk",
        "beeld=verwijzingen",
        "beeld=tijd",
        "beeld=open",
        "q=script",
        "bekend=2024-06-01",
        ""
    ]);
    try_each(&session, &views.to_string(), act);
    documents(&session, 5 + words(&own).len());
    all_tried(&session, "texts", tried, TEXTS);
    session.silent();
}

/// A text with signs that turn what follows around: they are seen as signs, and nothing is turned around. Otherwise a
/// quotation could read otherwise than it is written, in reading text and source.
pub fn signs_that_turn_a_text_around_are_shown_and_not_obeyed(browser: Browser) {
    let (_server, session) = open(browser, "");
    session.js(
        "const text = 'Een zin vooraf.\\n\\nDit is \\u202eomgekeerd\\u202c geschreven en \\u2067ook dit\\u2069 hier.\\n';
         const data = new window.DataTransfer();
         data.items.add(new window.File([text], 'bidi.txt'));
         document.body.dispatchEvent(new window.DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))",
        &[],
    );
    session.click("link", "Open dit document");
    session.find("link", crate::explorer::BACK);
    let place = session.url().split_once('#').expect("a document is open").1.to_owned();
    for view in ["", "&bron=1"] {
        session.js("location.hash = arguments[0]", &[format!("{place}{view}").into()]);
        // Where the letters of the word lie, and how wide the sign before it is.
        let seen = wait_for("the sentence", || {
            let seen = session.js(
                "const words = document.querySelector('article.reader .text');
                 const source = Boolean(words?.querySelector('.source'));
                 const walk = document.createTreeWalker(words ?? document, 4);
                 for (let node; (node = walk.nextNode());) {
                   const at = node.data.indexOf('omgekeerd');
                   if (at < 0 || source !== arguments[0]) continue;
                   const before = node.data.indexOf('Dit is ') + 7;
                   const box = (from, to) => { const range = document.createRange(); range.setStart(node, from); range.setEnd(node, to); return range.getBoundingClientRect(); };
                   return [box(at, at + 1).left, box(at + 8, at + 9).left, box(before, at).width, node.data];
                 }
                 return null",
                &[(!view.is_empty()).into()],
            );
            if seen.is_null() { Err("nothing".into()) } else { Ok(seen) }
        });
        let number = |i: usize| seen[i].as_f64().expect("a number");
        assert!(number(0) < number(1), "{browser}{view}: the word is turned around: {seen}");
        assert!(number(2) > 1.0, "{browser}{view}: nothing is seen of the sign: {seen}");
    }
}

/// The five texts and their tables, written by somebody who means harm: published, read, without script as well.
pub fn a_hostile_dossier_is_published_and_harms_nothing(browser: Browser) {
    const HARM: &str =
        "</title></script><script>window.harmed=1</script>\\\"><img src=x onerror=window.harmed=1>";
    let changed = published::few(&format!("hostile-{browser}"), |name, text| match name {
        "dossier.toml" => {
            let text = text
                .replace("\"Nederland en de CSAM-verordening\"", &format!("\"{HARM}\""))
                .replace("source = \"https://berthub.eu", "source = \"javascript:window.harmed=1//")
                .replace("kst-34843-113.html\"", "kst-34843-113.html\\\"onmouseover=\\\"window.harmed=1\"");
            format!(
                "{text}\n[[term]]\nnames = [\"motie\"]\nnl = \"{HARM}\"\nen = \"x\"\nsource = \"javascript:window.harmed=1\"\n"
            )
        }
        "issues.toml" => text.replacen("nl = \"Verplichte detectie\"", &format!("nl = \"{HARM}\""), 1),
        "ministries.toml" => text.replacen("en = \"Justice and Security\"", &format!("en = \"{HARM}\""), 1),
        _ if name.ends_with(".txt") => {
            let harm = HARM.replace('\\', "");
            format!(
                "{text}\n\n{harm} javascript:window.harmed=1\n\nDe motie over encryptie {harm} wordt ontraden.\n"
            )
        }
        _ => text,
    });
    let server = Server::of(&changed);
    let session = Session::start(browser);
    session.open_page(&server.page(""));
    documents(&session, 5);
    watch(&session);
    session.js("window.testWatch.whole()", &[]);
    let ids = session.js("return inzage.result().then(({ documents }) => documents.map((d) => d.id))", &[]);
    let act = "
        location.hash = `#${input}`;
        await window.testWatch.frames();
        await window.testWatch.wait(55);
        for (const fact of document.querySelectorAll('button.claim')) fact.click();
        await window.testWatch.frames();";
    let mut places: Vec<String> =
        words(&ids).iter().flat_map(|id| [format!("doc={id}"), format!("doc={id}&bron=1")]).collect();
    places.extend(
        ["standpunten", "vergelijk", "verwijzingen", "tijd", "open"].map(|view| format!("beeld={view}")),
    );
    places.extend(["taal=en".to_owned(), "q=harmed".to_owned(), String::new()]);
    let tried = try_each(&session, &json!(places).to_string(), act);
    assert!(session.title().contains("<script>"), "the title is what somebody wrote: {}", session.title());

    // The pages that need no script.
    let texts = words(&ids).into_iter().map(|id| format!("documenten/{id}/index.html"));
    for file in texts.chain(["documenten/index.html".to_owned()]).filter(|file| changed.join(file).is_file())
    {
        session.open(&format!("{}{file}", server.page("")));
        let scripts = "return [...document.scripts].map((s) => s.type === 'application/ld+json' ? typeof JSON.parse(s.textContent) : 'a script')";
        let scripts = session.js(scripts, &[]);
        assert!(words(&scripts).iter().all(|kind| kind == "object"), "{file}: {scripts}");
        session.js("document.documentElement.dataset.boot = 'ready'; document.scripts[0]?.remove()", &[]);
        watch(&session);
        session.js("window.testWatch.whole()", &[]);
        let mut seen = effects(&session);
        // The title is the dossier's own, however long.
        seen.retain(|effect| !effect.starts_with("title"));
        assert!(seen.is_empty(), "{browser}: {file}: {seen:?}");
    }
    println!("a hostile dossier: {tried} places, 0 effects (limit 0)");
    session.silent();
}
