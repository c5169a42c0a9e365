use super::{
    door::Door,
    driver::{Browser, Driver, Refusal},
    events::Events,
    trace::Trace,
    wait::wait_for,
};
use serde_json::{Value, json};
use std::{cell::Cell, path::Path, sync::Mutex};

/// Keys of the WebDriver standard (its private-use characters).
pub mod key {
    /// Tab.
    pub const TAB: char = '\u{e004}';
    /// Enter.
    pub const ENTER: char = '\u{e007}';
    /// Space bar.
    pub const SPACE: char = ' ';
    /// Escape.
    pub const ESCAPE: char = '\u{e00c}';
    /// Backspace.
    pub const BACKSPACE: char = '\u{e003}';
    /// Left shift.
    pub const SHIFT: char = '\u{e008}';
    /// Left control.
    pub const CONTROL: char = '\u{e009}';
    /// Left alt.
    pub const ALT: char = '\u{e00a}';
    /// Arrow to the left.
    pub const LEFT: char = '\u{e012}';
    /// Arrow to the right.
    pub const RIGHT: char = '\u{e014}';
}

/// How a browser is started.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Does the person prefer dark?
    pub dark: bool,
    /// Does script run?
    pub script: bool,
    /// Width and height of the view, in CSS pixels.
    pub view: (u32, u32),
    /// What else the person asks of every page.
    pub prefers: Option<Preference>,
    /// The languages that the browser says it prefers, as `nl,en`; `None` is its own.
    pub languages: Option<&'static str>,
}

impl Default for Options {
    fn default() -> Self {
        Self { dark: false, script: true, view: VIEW.get(), prefers: None, languages: None }
    }
}

/// The size of the window of a small phone.
const PHONE: (u32, u32) = (360, 780);

/// That of a usual screen.
const DESK: (u32, u32) = (1440, 1000);

thread_local! {
    /// The size of the windows of this test.
    static VIEW: Cell<(u32, u32)> = const { Cell::new(DESK) };
}

/// Windows of this test have the size of a screen on a desk, unless they are asked to have another one.
pub fn on_a_desk() {
    VIEW.set(DESK);
}

/// Whether windows of this test are those of a phone: an open document takes all of them.
pub fn is_phone() -> bool {
    VIEW.get() == PHONE
}

/// Windows of this test have the size of a phone's, unless they are asked to have another one.
pub fn on_a_phone() {
    VIEW.set(PHONE);
}

/// What a reader asks of every page, as the media features of CSS name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preference {
    /// A few colours of the reader's own in place of the page's.
    ForcedColours,
    /// More contrast.
    MoreContrast,
    /// No movement.
    ReducedMotion,
    /// A finger: nothing can be pointed at without touching it.
    Touch,
}

impl Preference {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::ForcedColours, Self::MoreContrast, Self::ReducedMotion, Self::Touch];

    /// The media query that is true for this reader.
    pub fn query(self) -> &'static str {
        match self {
            Self::ForcedColours => "(forced-colors: active)",
            Self::MoreContrast => "(prefers-contrast: more)",
            Self::ReducedMotion => "(prefers-reduced-motion: reduce)",
            Self::Touch => "(pointer: coarse) and (hover: none)",
        }
    }

    /// The name of the media feature.
    pub fn word(self) -> &'static str {
        self.query().trim_start_matches('(').split(':').next().unwrap_or_default()
    }

    /// The settings of Firefox that make it so.
    fn settings(self) -> &'static [(&'static str, i32)] {
        match self {
            Self::ForcedColours => &[("browser.display.document_color_use", 2)],
            Self::MoreContrast => &[("ui.useAccessibilityTheme", 1)],
            Self::ReducedMotion => &[("ui.prefersReducedMotion", 1)],
            Self::Touch => &[("ui.primaryPointerCapabilities", 1), ("ui.allPointerCapabilities", 1)],
        }
    }
}

/// A browser with a fresh profile. Dropping it ends the browser and its driver.
pub struct Session {
    /// Which browser.
    pub browser: Browser,
    id: String,
    events: Option<Mutex<Events>>,
    /// Where Chromium speaks its own protocol: `127.0.0.1:PORT`.
    debugger: String,
    /// Console lines fetched and not yet looked at.
    console: Mutex<Vec<String>>,
    door: Door,
    driver: Driver,
}

/// An element of the page, by its WebDriver reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element(String);

/// The key under which WebDriver puts an element in JSON, fixed by the standard.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

impl Element {
    /// The element that a script returned.
    pub fn of(value: &Value) -> Option<Self> {
        value[ELEMENT].as_str().map(|id| Self(id.into()))
    }

    /// For a script, as an argument.
    pub fn json(&self) -> Value {
        json!({ ELEMENT: self.0 })
    }
}

/// A visible element of the role that was asked for.
#[derive(Clone, Debug)]
pub struct Found {
    /// The element.
    pub element: Element,
    /// Accessible name, white space collapsed.
    pub name: String,
    /// Is it a checked checkbox?
    pub checked: bool,
    /// Has it `aria-current`?
    pub current: bool,
    /// Has it `aria-expanded="true"`?
    pub expanded: bool,
    /// Absolute address of a link, else empty.
    pub href: String,
    /// The whole text of a status, quotation or article, else empty.
    pub text: String,
}

impl Session {
    /// Starts a browser with usual options.
    pub fn start(browser: Browser) -> Self {
        Self::with(browser, Options::default())
    }

    /// Starts a browser.
    ///
    /// # Panics
    /// When the browser or its driver is missing or does not start.
    pub fn with(browser: Browser, options: Options) -> Self {
        let driver = Driver::start(browser);
        let door = Door::open();
        let mut wanted = capabilities(browser, options);
        // Both browsers ask this machine itself directly.
        wanted["proxy"] =
            json!({ "proxyType": "manual", "httpProxy": door.address, "sslProxy": door.address });
        let capabilities = json!({ "capabilities": { "alwaysMatch": wanted } });
        let session = driver
            .call("POST", "/session", Some(&capabilities))
            .unwrap_or_else(|refusal| panic!("{browser} does not start: {refusal}"));
        let id = session["sessionId"].as_str().expect("a session has an id").to_owned();
        let events =
            session["capabilities"]["webSocketUrl"].as_str().map(|url| Mutex::new(Events::open(url)));
        let debugger = &session["capabilities"]["goog:chromeOptions"]["debuggerAddress"];
        let debugger = debugger.as_str().unwrap_or_default().replace("localhost", "127.0.0.1");
        let session = Self { browser, id, events, debugger, console: Mutex::default(), door, driver };
        session.resize(options.view.0, options.view.1);
        if let (Browser::Chromium, Some(preference)) = (browser, options.prefers) {
            session.prefer(preference);
        }
        session
    }

    /// What the browser asked of other hosts than this machine since the last time. Nobody answered it; what is left of
    /// it when the session ends fails the test.
    pub fn foreign(&self) -> Vec<String> {
        self.door.asked()
    }

    // ---- The protocol.

    fn ask(&self, method: &str, command: &str, body: Option<&Value>) -> Result<Value, Refusal> {
        self.driver.call(method, &format!("/session/{}{command}", self.id), body)
    }

    #[track_caller]
    fn get(&self, command: &str) -> Value {
        self.ask("GET", command, None).unwrap_or_else(|refusal| panic!("GET {command}: {refusal}"))
    }

    #[track_caller]
    fn post(&self, command: &str, body: &Value) -> Value {
        self.ask("POST", command, Some(body))
            .unwrap_or_else(|refusal| panic!("POST {command} {body}: {refusal}"))
    }

    /// Runs a function body in the page and returns what it returns; a promise is awaited.
    #[track_caller]
    pub fn js(&self, script: &str, arguments: &[Value]) -> Value {
        self.post("/execute/sync", &json!({ "script": script, "args": arguments }))
    }

    /// Like [`Self::js`] for text; anything else is shown as JSON.
    #[track_caller]
    pub fn js_text(&self, script: &str) -> String {
        match self.js(script, &[]) {
            Value::String(text) => text,
            other => other.to_string(),
        }
    }

    /// A command of the Chrome `DevTools` Protocol, of this page.
    pub fn cdp(&self, command: &str, params: &Value) -> Value {
        self.post("/goog/cdp/execute", &json!({ "cmd": command, "params": params }))
    }

    /// Records what every page of this Chromium does.
    pub fn trace(&self) -> Trace {
        Trace::start(&self.debugger)
    }

    /// Chromium takes preferences while it runs.
    fn prefer(&self, preference: Preference) {
        if preference == Preference::Touch {
            self.cdp("Emulation.setTouchEmulationEnabled", &json!({ "enabled": true }));
            return;
        }
        let (name, value) =
            preference.query().trim_matches(['(', ')']).split_once(": ").expect("one feature");
        self.cdp("Emulation.setEmulatedMedia", &json!({ "features": [{ "name": name, "value": value }] }));
    }

    /// Runs a script in every page and frame that is opened from now on, before any script of its own: so a browser is
    /// one that lacks something, or refuses it. No content policy applies to it.
    #[track_caller]
    pub fn before_each_page(&self, script: &str) {
        match &self.events {
            None => {
                let source = format!("{{ {script} }}");
                self.cdp("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": source }));
            }
            Some(events) => {
                let function = json!({ "functionDeclaration": format!("() => {{ {script} }}") });
                events.lock().expect("no other thread uses it").call("script.addPreloadScript", &function);
            }
        }
    }

    // ---- Pages and windows.

    /// Opens an address and waits for its load event.
    #[track_caller]
    pub fn open(&self, url: &str) {
        self.post("/url", &json!({ "url": url }));
    }

    /// Opens the explorer and waits until it runs.
    #[track_caller]
    pub fn open_page(&self, url: &str) {
        self.open(url);
        self.ready();
    }

    /// Waits until the explorer runs. On a phone filters and timeline are folded away: it unfolds them.
    #[track_caller]
    pub fn ready(&self) {
        wait_for("the page to start", || match self.boot().as_str() {
            "ready" => Ok(()),
            other => Err(format!("data-boot={other}; console: {:?}", self.console())),
        });
        if is_phone() {
            let folded = "details:is(.facets, .strip):not([open]) > summary";
            self.js("document.querySelectorAll(arguments[0]).forEach((e) => e.click())", &[folded.into()]);
        }
    }

    /// `data-boot` of the page: loading, ready, failed.
    pub fn boot(&self) -> String {
        self.js_text("return document.documentElement.dataset.boot ?? ''")
    }

    /// Loads the page again, as the reload button does, and waits for its load event.
    ///
    /// Not by the command of the protocol: Firefox then goes past every cache and past the service worker.
    #[track_caller]
    pub fn reload(&self) {
        self.js("window.testSawThis = true; location.reload()", &[]);
        let look = json!({ "script": "return window.testSawThis ? 'old' : document.readyState", "args": [] });
        wait_for("the page to load again", || match self.ask("POST", "/execute/sync", Some(&look)) {
            Ok(state) if state == "complete" => Ok(()),
            Ok(state) => Err(state.to_string()),
            Err(refusal) => Err(refusal.to_string()), // between two pages there is nothing to run in
        });
    }

    /// One step back in the history.
    #[track_caller]
    pub fn back(&self) {
        self.post("/back", &json!({}));
    }

    /// One step forward in the history.
    #[track_caller]
    pub fn forward(&self) {
        self.post("/forward", &json!({}));
    }

    /// The address.
    #[track_caller]
    pub fn url(&self) -> String {
        self.get("/url").as_str().unwrap_or_default().to_owned()
    }

    /// The title of the window.
    #[track_caller]
    pub fn title(&self) -> String {
        self.get("/title").as_str().unwrap_or_default().to_owned()
    }

    /// Opens a new window and goes on in it. Returns the handle of the one before, for [`Self::window`].
    #[track_caller]
    pub fn new_window(&self) -> String {
        let before = self.get("/window").as_str().unwrap_or_default().to_owned();
        let size = self.js("return [innerWidth, innerHeight]", &[]);
        let opened = self.post("/window/new", &json!({ "type": "window" }));
        self.window(opened["handle"].as_str().expect("a window has a handle"));
        let side = |n: usize| u32::try_from(size[n].as_u64().unwrap_or(1000)).unwrap_or(1000);
        self.resize(side(0), side(1));
        before
    }

    /// Closes this window and goes on in another.
    #[track_caller]
    pub fn close_window(&self, next: &str) {
        self.ask("DELETE", "/window", None).unwrap_or_else(|refusal| panic!("closing a window: {refusal}"));
        self.window(next);
    }

    /// How many windows there are.
    #[track_caller]
    pub fn windows(&self) -> usize {
        self.get("/window/handles").as_array().map_or(0, Vec::len)
    }

    /// Goes on in another window.
    #[track_caller]
    pub fn window(&self, handle: &str) {
        self.post("/window", &json!({ "handle": handle }));
    }

    /// Goes on inside a frame; `None` is the page itself.
    #[track_caller]
    pub fn frame(&self, frame: Option<&Element>) {
        self.post("/frame", &json!({ "id": frame.map(Element::json) }));
    }

    /// Sets the size of the view, also below what a window can have.
    #[track_caller]
    pub fn resize(&self, width: u32, height: u32) {
        match &self.events {
            None => {
                let size =
                    json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
                self.cdp("Emulation.setDeviceMetricsOverride", &size);
            }
            Some(events) => {
                let view = json!({ "context": self.get("/window"), "viewport": { "width": width, "height": height } });
                let mut events = events.lock().expect("no other thread uses it");
                events.call("browsingContext.setViewport", &view);
            }
        }
    }

    /// A picture of the view, as PNG.
    #[track_caller]
    pub fn screenshot(&self, file: &Path) {
        let png = self.get("/screenshot");
        let png = base64(png.as_str().unwrap_or_default());
        std::fs::write(file, png).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    }

    // ---- Finding by role and name.

    /// Every visible element of a role, in the order of the page.
    #[track_caller]
    pub fn all(&self, role: &str) -> Vec<Found> {
        self.all_in(None, role)
    }

    /// Every visible element of a role inside another element.
    #[track_caller]
    pub fn all_in(&self, top: Option<&Element>, role: &str) -> Vec<Found> {
        wait_for(&format!("each {role}"), || match self.try_all_in(top, role) {
            Ok(found) => Ok(found),
            // Firefox hands the elements over after the page went on: rows of a list are still being made.
            Err(refusal) if refusal.code == "stale element reference" => Err(refusal.to_string()),
            Err(refusal) => panic!("looking for each {role}: {refusal}"),
        })
    }

    fn try_all_in(&self, top: Option<&Element>, role: &str) -> Result<Vec<Found>, Refusal> {
        let arguments = json!([role, top.map(Element::json)]);
        let body = json!({ "script": include_str!("page.js"), "args": arguments });
        let list = self.ask("POST", "/execute/sync", Some(&body))?;
        let found = |value: &Value| {
            let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
            Some(Found {
                element: Element::of(&value["element"])?,
                name: text("name"),
                checked: value["checked"] == true,
                current: value["current"] == true,
                expanded: value["expanded"] == true,
                href: text("href"),
                text: text("text"),
            })
        };
        Ok(list.as_array().map(|list| list.iter().filter_map(found).collect()).unwrap_or_default())
    }

    /// The first visible element of a role with exactly this name; waits for it. That the browser itself gives it
    /// this role and name is checked.
    ///
    /// # Panics
    /// When there is none in time; the message names what there is of that role.
    #[track_caller]
    pub fn find(&self, role: &str, name: &str) -> Found {
        self.find_in(None, role, name)
    }

    /// Like [`Self::find`], inside another element.
    #[track_caller]
    pub fn find_in(&self, top: Option<&Element>, role: &str, name: &str) -> Found {
        self.find_by(top, role, &format!("“{name}”"), |found| found == name)
    }

    /// The first visible element of a role whose name starts so; waits for it.
    #[track_caller]
    pub fn find_starting(&self, role: &str, start: &str) -> Found {
        self.find_by(None, role, &format!("“{start}…”"), |found| found.starts_with(start))
    }

    #[track_caller]
    fn find_by(&self, top: Option<&Element>, role: &str, what: &str, wanted: impl Fn(&str) -> bool) -> Found {
        let found = wait_for(&format!("{role} {what}"), || {
            let all = self.try_all_in(top, role).map_err(|refusal| refusal.to_string())?;
            match all.iter().find(|found| wanted(&found.name)) {
                Some(found) => Ok(found.clone()),
                None => Err(format!("{:?}", all.iter().map(|found| &found.name).collect::<Vec<_>>())),
            }
        });
        self.check_with_browser(role, &found);
        found
    }

    /// An element of a page that the test itself wrote, by its id.
    #[track_caller]
    pub fn by_id(&self, id: &str) -> Element {
        let found =
            self.post("/element", &json!({ "using": "css selector", "value": format!("[id='{id}']") }));
        Element::of(&found).unwrap_or_else(|| panic!("#{id}: no element in {found}"))
    }

    /// The visible text of the page, as the driver reads it: also where no script runs.
    #[track_caller]
    pub fn body_text(&self) -> String {
        let found = self.post("/element", &json!({ "using": "css selector", "value": "body" }));
        let body = Element::of(&found).unwrap_or_else(|| panic!("no body in {found}"));
        self.get(&format!("/element/{}/text", body.0)).as_str().unwrap_or_default().to_owned()
    }

    /// Is there a visible element of a role with exactly this name, at this moment?
    #[track_caller]
    pub fn has(&self, role: &str, name: &str) -> bool {
        self.all(role).iter().any(|found| found.name == name)
    }

    /// Waits until there is none.
    #[track_caller]
    pub fn gone(&self, role: &str, name: &str) {
        wait_for(&format!("{role} “{name}” to go"), || {
            if self.has(role, name) { Err("still there".into()) } else { Ok(()) }
        });
    }

    /// The browser's own opinion, which is what a screen reader is told. An element that the page replaced meanwhile
    /// has none any more, and is none the worse.
    #[track_caller]
    fn check_with_browser(&self, role: &str, found: &Found) {
        // Browsers differ on these by design (a date input, the text of a quotation), or give landmarks no name.
        if matches!(role, "date" | "quotation" | "status" | "summary" | "search") {
            return;
        }
        let of = |what: &str| self.ask("GET", &format!("/element/{}/{what}", found.element.0), None);
        let (Ok(own_role), Ok(own_name)) = (of("computedrole"), of("computedlabel")) else { return };
        let same_role = own_role == role || (role == "searchbox" && own_role == "textbox");
        assert!(same_role, "{} calls the {role} “{}” a {own_role}", self.browser, found.name);
        let own_name = own_name.as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(own_name, found.name, "{} names this {role} otherwise", self.browser);
    }

    /// Role and name of what has the focus. The role of the page itself is `body`.
    #[track_caller]
    pub fn focus(&self) -> (String, String) {
        let focus = self.js(include_str!("page.js"), &[json!("focus"), Value::Null]);
        let word = |key: &str| focus[key].as_str().unwrap_or_default().to_owned();
        (word("role"), word("name"))
    }

    /// The text that a person sees, white space collapsed.
    #[track_caller]
    pub fn text(&self) -> String {
        self.js_text("return (document.body?.innerText ?? '').replace(/\\s+/g, ' ')")
    }

    /// Waits until the visible text holds this.
    #[track_caller]
    pub fn reads(&self, words: &str) {
        wait_for(&format!("“{words}” to be read"), || {
            let text = self.text();
            if text.contains(words) { Ok(()) } else { Err(text.chars().take(1500).collect()) }
        });
    }

    /// Waits until the one status line says exactly this.
    #[track_caller]
    pub fn status(&self, words: &str) {
        wait_for(&format!("the status “{words}”"), || {
            let all: Vec<String> = self.all("status").into_iter().map(|found| found.text).collect();
            if all.iter().any(|text| text == words) { Ok(()) } else { Err(format!("{all:?}")) }
        });
    }

    // ---- Acting.

    /// Clicks as a person does: scrolls it into view; what something else covers is refused.
    ///
    /// A view that was painted anew between finding and clicking makes WebDriver refuse; the caller then says
    /// how to find it again.
    #[track_caller]
    pub fn click(&self, role: &str, name: &str) {
        self.click_in(None, role, name);
    }

    /// Like [`Self::click`], inside another element.
    #[track_caller]
    pub fn click_in(&self, top: Option<&Element>, role: &str, name: &str) {
        let found = self.find_in(top, role, name);
        self.click_on(&found);
    }

    /// Clicks what was found.
    #[track_caller]
    pub fn click_on(&self, found: &Found) {
        self.click_element_called(&found.element, &found.name);
    }

    /// Clicks an element.
    #[track_caller]
    pub fn click_element(&self, element: &Element) {
        self.click_element_called(element, "the element");
    }

    #[track_caller]
    fn click_element_called(&self, element: &Element, name: &str) {
        wait_for(&format!("“{name}” to take a click"), || {
            let command = format!("/element/{}/click", element.0);
            self.ask("POST", &command, Some(&json!({}))).map_err(|refusal| refusal.to_string())
        });
    }

    /// Types text into an element that takes text.
    #[track_caller]
    pub fn type_into(&self, found: &Found, text: &str) {
        self.post(&format!("/element/{}/value", found.element.0), &json!({ "text": text }));
    }

    /// Sets a native date input (ISO) in the way of its browser: Chromium types into its fields in the order of the
    /// browser's own language, which is American English here; Firefox takes the ISO date.
    #[track_caller]
    pub fn set_date(&self, name: &str, date: &str) {
        let found = self.find("date", name);
        match self.browser {
            Browser::Chromium => {
                let [year, month, day] = date.split('-').collect::<Vec<_>>()[..] else {
                    panic!("expected an ISO date, found {date}")
                };
                self.type_into(&found, &format!("{month}{day}{year}"));
            }
            Browser::Firefox => self.type_into(&found, date),
        }
    }

    /// Presses keys one after the other on what has the focus.
    #[track_caller]
    pub fn press(&self, keys: &[char]) {
        self.chord(&[], keys);
    }

    /// Presses keys while others are held.
    #[track_caller]
    pub fn chord(&self, held: &[char], keys: &[char]) {
        let act = |kind: &str, key: &char| json!({ "type": kind, "value": key.to_string() });
        let mut actions: Vec<Value> = held.iter().map(|key| act("keyDown", key)).collect();
        actions.extend(keys.iter().flat_map(|key| [act("keyDown", key), act("keyUp", key)]));
        actions.extend(held.iter().rev().map(|key| act("keyUp", key)));
        self.post(
            "/actions",
            &json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": actions }] }),
        );
    }

    /// Types text on what has the focus.
    #[track_caller]
    pub fn keys(&self, text: &str) {
        self.press(&text.chars().collect::<Vec<_>>());
    }

    /// Presses Tab until the focus is on this. At most `bound` times: a person gives up too.
    #[track_caller]
    pub fn tab_to(&self, role: &str, name: &str, bound: usize) {
        self.tab_until(&format!("{role} “{name}”"), bound, |r, n| r == role && n == name);
    }

    /// Presses Tab until the focus is on what is wanted, by role and name.
    #[track_caller]
    pub fn tab_until(&self, what: &str, bound: usize, wanted: impl Fn(&str, &str) -> bool) {
        let mut seen = Vec::new();
        for _ in 0..bound {
            self.press(&[key::TAB]);
            let (role, name) = self.focus();
            if wanted(&role, &name) {
                return;
            }
            seen.push(format!("{role} “{name}”"));
        }
        panic!("{bound} times Tab do not reach {what}, but: {}", seen.join(", "));
    }

    // ---- The console.

    fn fetch_console(&self) {
        let fresh = match &self.events {
            Some(events) => events.lock().expect("no other thread uses it").take(),
            None => {
                let log = self.post("/se/log", &json!({ "type": "browser" }));
                let entry = |e: &Value| {
                    let word = |key: &str| e[key].as_str().unwrap_or_default();
                    format!("{}: {}", word("level"), word("message"))
                };
                log.as_array().map(|log| log.iter().map(entry).collect()).unwrap_or_default()
            }
        };
        self.console.lock().expect("no other thread uses it").extend(fresh);
    }

    /// Everything that the console said and nobody looked at yet: messages, uncaught errors, violations.
    pub fn console(&self) -> Vec<String> {
        self.fetch_console();
        self.console.lock().expect("no other thread uses it").clone()
    }

    /// The console is silent, apart from lines that hold one of `allowed`.
    ///
    /// A message of our own goes last; when it has come, all before it have, and the capture is seen to work.
    ///
    /// # Panics
    /// When there is a message.
    #[track_caller]
    pub fn silent_but_for(&self, allowed: &[&str]) {
        const LAST: &str = "inzage-test-last-message";
        self.js("console.info(arguments[0])", &[json!(LAST)]);
        let lines = wait_for("the console to tell its last message", || {
            let lines = self.console();
            if lines.iter().any(|line| line.contains(LAST)) { Ok(lines) } else { Err(format!("{lines:?}")) }
        });
        self.console.lock().expect("no other thread uses it").clear();
        let known = |line: &String| line.contains(LAST) || allowed.iter().any(|a| line.contains(a));
        let loud: Vec<_> = lines.iter().filter(|line| !known(line)).collect();
        assert!(loud.is_empty(), "{}: the console is not silent: {loud:#?}", self.browser);
    }

    /// The console is silent.
    #[track_caller]
    pub fn silent(&self) {
        self.silent_but_for(&[]);
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // Closes the browser and removes its profile; the driver itself is ended when it is dropped.
        let _ = self.ask("DELETE", "", None);
        let asked = self.foreign();
        assert!(std::thread::panicking() || asked.is_empty(), "the page asked elsewhere: {asked:?}");
    }
}

fn capabilities(browser: Browser, options: Options) -> Value {
    let binary = browser.program();
    match browser {
        Browser::Chromium => {
            let mut args = vec![
                "--headless=new",
                "--no-sandbox", // CI runs as root
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage", // containers have 64 MB there
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--lang=en-US", // the order of the fields of a date input
                // Pictures of a page are the same on each machine.
                "--force-device-scale-factor=1",
                "--disable-lcd-text",
                "--font-render-hinting=none",
            ];
            if options.dark {
                args.push("--blink-settings=preferredColorScheme=0");
            }
            let mut chrome = json!({ "binary": binary, "args": args, "prefs": {} });
            if !options.script {
                chrome["prefs"]["profile.managed_default_content_settings.javascript"] = 2.into();
            }
            if let Some(languages) = options.languages {
                chrome["prefs"]["intl.accept_languages"] = languages.into();
            }
            json!({ "browserName": "chrome", "goog:chromeOptions": chrome, "goog:loggingPrefs": { "browser": "ALL" } })
        }
        Browser::Firefox => {
            let mut prefs = json!({
                "intl.locale.requested": "en-US",
                "javascript.enabled": options.script,
                // 0 is dark, 1 is light: what the page is told, whatever the desktop says.
                "layout.css.prefers-color-scheme.content-override": if options.dark { 0 } else { 1 },
                // Its settings come from a server that it would ask again and again.
                "services.settings.server": "data:,#remote-settings-dummy/v1",
                // Headless, there is nobody to answer a question about the clipboard.
                "dom.events.testing.asyncClipboard": true,
            });
            if let Some(languages) = options.languages {
                prefs["intl.accept_languages"] = languages.into();
            }
            for (name, value) in options.prefers.into_iter().flat_map(Preference::settings) {
                prefs[name] = json!(value);
            }
            let firefox = json!({ "binary": binary, "args": ["-headless"], "prefs": prefs });
            json!({ "browserName": "firefox", "moz:firefoxOptions": firefox, "webSocketUrl": true })
        }
    }
}

/// Decodes standard base64, as WebDriver sends pictures; a crate would be longer than this.
fn base64(text: &str) -> Vec<u8> {
    let digit = |byte: u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let (mut bytes, mut bits, mut held) = (Vec::with_capacity(text.len() / 4 * 3), 0u32, 0);
    for value in text.bytes().filter_map(digit) {
        bits = bits << 6 | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    bytes
}
