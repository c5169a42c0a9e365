//! Elements on Leptos' signals, built by functions in place of `view!`.
//!
//! `view!` makes a type of each element, and compiles code for each type: the whole page so measured 186 kB (brotli),
//! the budget was 110 kB for everything. Here an element is one call. What stays Leptos': signals, memos, effects and
//! their owners; a dynamic part owns what is made in it, and drops it when it is made anew.
//!
//! On the host an element is text ([`crate::markup`]): it is filled once, and nobody ever clicks.

#[cfg(not(target_arch = "wasm32"))]
use crate::markup::Element;
use gloo::events::EventListener;
use leptos::{
    prelude::*,
    reactive::graph::{Subscriber, ToAnySubscriber},
};
use std::{
    any::Any,
    cell::RefCell,
    rc::{Rc, Weak},
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
#[cfg(target_arch = "wasm32")]
use web_sys::Element;
use web_sys::{Event, HtmlElement};

/// Whether the page is made as text: nobody can act on it, and what only script would show is shown.
pub const STATIC: bool = cfg!(not(target_arch = "wasm32"));

/// An element of the page. Cloning makes another name for the same element.
#[derive(Clone)]
pub struct El(pub Element);

/// An HTML element; `el("p.small.file")` is `<p class="small file">`.
pub fn el(name: &str) -> El {
    create(name, "http://www.w3.org/1999/xhtml")
}

/// The same for SVG.
pub fn svg(name: &str) -> El {
    create(name, "http://www.w3.org/2000/svg")
}

/// An element with text.
pub fn with(name: &str, text: &str) -> El {
    el(name).text(text)
}

/// A plain button.
pub fn button(name: &str, text: &str) -> El {
    with(name, text).attr("type", "button")
}

fn create(name: &str, space: &str) -> El {
    let (tag, classes) = name.split_once('.').unwrap_or((name, ""));
    #[cfg(target_arch = "wasm32")]
    let element = document().create_element_ns(Some(space), tag).expect("the name of a tag is valid");
    #[cfg(not(target_arch = "wasm32"))]
    let element = Element::new(space, tag);
    let element = El(element);
    if classes.is_empty() { element } else { element.attr("class", &classes.replace('.', " ")) }
}

/// What parts of the page keep alive.
struct Kept {
    things: Vec<Option<Box<dyn Any>>>,
    /// Places that nothing is in.
    free: Vec<usize>,
}

thread_local! {
    static KEPT: RefCell<Kept> = const { RefCell::new(Kept { things: Vec::new(), free: Vec::new() }) };
}

/// Keeps a thing alive as long as the part of the page that is being made.
///
/// Not in a `StoredValue`: that notes to which thread a thing belongs, and the name of a thread needs a second allocator,
/// 1.3 kB of the page.
fn keep(thing: Box<dyn Any>) {
    let place = KEPT.with_borrow_mut(|kept| {
        let place = kept.free.pop().unwrap_or(kept.things.len());
        if place == kept.things.len() {
            kept.things.push(None);
        }
        kept.things[place] = Some(thing);
        place
    });
    on_cleanup(move || {
        // It goes when the table may be changed again: what it keeps goes with it.
        let _gone = KEPT.with_borrow_mut(|kept| {
            kept.free.push(place);
            kept.things[place].take()
        });
    });
}

/// The part of the page that is being made: there as long as somebody holds it.
fn part() -> Weak<()> {
    let part = Rc::new(());
    keep(Box::new(part.clone()));
    Rc::downgrade(&part)
}

/// Does something now, and again whenever a signal that it read changes. What it makes belongs to it.
///
/// One change may wake a part and the part around it, which is made anew: what the inner one read is gone then, and
/// it must not act any more.
fn react(mut act: Box<dyn FnMut()>) {
    if STATIC {
        return untrack(act);
    }
    let part = part();
    keep(Box::new(Reaction(RenderEffect::new(move |_: Option<()>| {
        if part.strong_count() > 0 {
            act();
        }
    }))));
}

/// An effect that takes itself off the lists of those who follow what it read. Leptos leaves it there, and a memo that
/// keeps its value, as most do, calls on all that ever followed it: 8 kB more with every document that is opened.
struct Reaction(RenderEffect<()>);

impl Drop for Reaction {
    fn drop(&mut self) {
        let own = self.0.to_any_subscriber();
        own.clear_sources(&own);
    }
}

/// Some number that follows signals; who reads it hears of it only when it has become another one.
pub fn number_of(value: impl Fn() -> Option<usize> + Send + Sync + 'static) -> Memo<Option<usize>> {
    follow_number(Box::new(value))
}

fn follow_number(value: Box<dyn Fn() -> Option<usize> + Send + Sync>) -> Memo<Option<usize>> {
    Memo::new(move |_| value())
}

impl El {
    /// Sets an attribute.
    pub fn attr(self, name: &str, value: &str) -> Self {
        self.set(name, value);
        self
    }

    /// Says that its words are Dutch, whatever the language of the page.
    pub fn dutch(self) -> Self {
        self.attr("lang", "nl")
    }

    /// Sets a number as an attribute.
    pub fn num(self, name: &str, value: i32) -> Self {
        self.attr(name, &value.to_string())
    }

    /// Sets an attribute that has no value where `on`.
    pub fn flag(self, name: &str, on: bool) -> Self {
        if on { self.attr(name, "") } else { self }
    }

    fn set(&self, name: &str, value: &str) {
        self.0.set_attribute(name, value).expect("the name of an attribute is valid");
    }

    /// An attribute that follows signals; `None` takes it away.
    pub fn attr_of(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> Self {
        self.follow_attr(name, Box::new(value))
    }

    fn follow_attr(self, name: &'static str, value: Box<dyn Fn() -> Option<String>>) -> Self {
        let own = self.clone();
        react(Box::new(move || match value() {
            Some(value) => own.set(name, &value),
            None => {
                let _was_not_there = own.0.remove_attribute(name);
            }
        }));
        self
    }

    /// An attribute that is `true` or not there, as `aria-current`.
    pub fn mark_of(self, name: &'static str, on: impl Fn() -> bool + 'static) -> Self {
        self.follow_attr(name, Box::new(move || on().then(|| "true".into())))
    }

    /// A property of the object in script, as the `value` that somebody typed over; it follows signals.
    pub fn prop_of(self, name: &'static str, value: impl Fn() -> wasm_bindgen::JsValue + 'static) -> Self {
        self.follow_prop(name, Box::new(value))
    }

    fn follow_prop(self, name: &'static str, value: Box<dyn Fn() -> wasm_bindgen::JsValue>) -> Self {
        if STATIC {
            return self;
        }
        let own = self.html();
        react(Box::new(move || {
            let _frozen = js_sys::Reflect::set(&own, &name.into(), &value());
        }));
        self
    }

    /// Adds text.
    pub fn text(self, text: &str) -> Self {
        self.0.append_with_str_1(&visible(text, usize::MAX)).expect("an element takes text");
        self
    }

    /// Text that follows signals, in an element of its own place.
    pub fn text_of(self, text: impl Fn() -> String + 'static) -> Self {
        self.follow_text(Box::new(text))
    }

    fn follow_text(self, text: Box<dyn Fn() -> String>) -> Self {
        let own = self.clone();
        react(Box::new(move || own.0.set_text_content(Some(&text()))));
        self
    }

    /// Adds an element.
    #[allow(clippy::should_implement_trait)] // nobody takes it for a sum
    pub fn add(self, child: El) -> Self {
        self.0.append_with_node_1(&child.0).expect("an element takes elements");
        self
    }

    /// Adds an element where there is one.
    pub fn maybe(self, child: Option<El>) -> Self {
        match child {
            Some(child) => self.add(child),
            None => self,
        }
    }

    /// Fills the element now, and anew whenever a signal that `fill` read changes.
    pub fn part(self, fill: impl Fn(El) + 'static) -> Self {
        self.follow_part(Box::new(fill))
    }

    fn follow_part(self, fill: Box<dyn Fn(El)>) -> Self {
        let own = self.clone();
        react(Box::new(move || {
            own.0.set_text_content(None);
            fill(own.clone());
        }));
        self
    }

    /// Fills the element with rows, anew whenever a signal changes that `rows` read. The rows take the places of those
    /// before, so that what is in view stays there.
    pub fn rows(self, rows: impl Fn() -> Rows + 'static) -> Self {
        self.follow_rows(Box::new(rows))
    }

    #[cfg(target_arch = "wasm32")]
    fn follow_rows(self, rows: Box<dyn Fn() -> Rows>) -> Self {
        let own = self.clone();
        react(Box::new(move || {
            let owner = Owner::current().unwrap_or_default();
            Filling {
                rows: rows(),
                place: own.clone(),
                old: own.0.first_element_child(),
                part: part(),
                owner,
            }
            .go();
        }));
        self
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn follow_rows(self, rows: Box<dyn Fn() -> Rows>) -> Self {
        let mut rows = rows();
        std::iter::from_fn(|| (rows.next)()).fold(self, El::add)
    }

    /// Does something now, and again whenever a signal that it read changes.
    pub fn follow(self, act: impl FnMut() + 'static) -> Self {
        react(Box::new(act));
        self
    }

    /// Listens to an event.
    pub fn on(self, event: &'static str, act: impl FnMut(&Event) + 'static) -> Self {
        self.listen(event, Box::new(act))
    }

    fn listen(self, event: &'static str, act: Box<dyn FnMut(&Event)>) -> Self {
        if STATIC {
            return self;
        }
        // Not passive: forms are kept from being sent.
        let options = gloo::events::EventListenerOptions::enable_prevent_default();
        keep(Box::new(EventListener::new_with_options(&self.html(), event, options, act)));
        self
    }

    /// The element as one that can be focused and measured.
    ///
    /// # Panics
    /// On the host, where nothing has either.
    pub fn html(&self) -> HtmlElement {
        #[cfg(target_arch = "wasm32")]
        return self.0.clone().unchecked_into();
        #[cfg(not(target_arch = "wasm32"))]
        unreachable!("text is neither focused nor measured")
    }
}

/// Elements one below the other, of which there may be many.
pub struct Rows {
    /// How many are made at once: as many as are seen.
    pub now: usize,
    /// Makes the next one, as long as there is one.
    pub next: Box<dyn FnMut() -> Option<El>>,
}

/// An element that is being filled.
#[cfg(target_arch = "wasm32")]
struct Filling {
    rows: Rows,
    place: El,
    /// The first row of those before.
    old: Option<Element>,
    part: Weak<()>,
    owner: Owner,
}

#[cfg(target_arch = "wasm32")]
impl Filling {
    /// Until the browser has drawn, in ms: a little more than a frame.
    const DRAWN: u32 = 20;

    fn go(mut self) {
        for _ in 0..self.rows.now {
            let row = self.owner.with(|| untrack(&mut self.rows.next));
            let old = self.old.take();
            self.old = old.as_ref().and_then(Element::next_element_sibling);
            let _nowhere = match (row, old) {
                (Some(row), Some(old)) => old.replace_with_with_node_1(&row.0),
                (Some(row), None) => self.place.0.append_with_node_1(&row.0),
                (None, Some(old)) => {
                    old.remove();
                    Ok(())
                }
                (None, None) => return,
            };
        }
        later(Self::DRAWN, move || {
            if self.part.strong_count() > 0 {
                self.go();
            }
        });
    }
}

/// At most so many characters of a text, in their order: what would turn the words around it about, which nobody sees, is
/// shown as U+FFFD.
pub fn visible(text: &str, most: usize) -> String {
    let shown = |c| match c {
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        _ => c,
    };
    text.chars().take(most).map(shown).collect()
}

/// Does something after some ms; 0: when the browser has done what it is at.
pub fn later(ms: u32, act: impl FnOnce() + 'static) {
    forget_later(ms, Box::new(act));
}

fn forget_later(ms: u32, act: Box<dyn FnOnce()>) {
    if STATIC {
        return;
    }
    // Not gloo's `Timeout`: what that forgets stays for ever.
    let act = Closure::once_into_js(act);
    let _refused =
        window().set_timeout_with_callback_and_timeout_and_arguments_0(act.unchecked_ref(), ms as i32);
}

/// The first element that fits a selector.
pub fn find(selector: &str) -> Option<El> {
    #[cfg(target_arch = "wasm32")]
    return document().query_selector(selector).ok().flatten().map(El);
    #[cfg(not(target_arch = "wasm32"))]
    None.filter(|_: &El| selector.is_empty())
}

/// A property of an object in script; `undefined` where it has none.
pub fn property(of: &JsValue, name: &str) -> JsValue {
    js_sys::Reflect::get(of, &name.into()).unwrap_or_default()
}

/// What an input holds.
pub fn value_of(event: &Event) -> String {
    event_target_value(event)
}
