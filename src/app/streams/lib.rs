//! Stands in for the crate `wasm-streams` (`[patch.crates-io]` in the workspace's Cargo.toml).
//!
//! Leptos links that crate to stream to and from server functions. Its classes are exports of the wasm, which no
//! optimiser may drop, with the promises behind them: 9 kB of a page that has no server to call. This has the part of
//! its interface that Leptos names, and nothing behind it.

use futures_util::stream::{Empty, Stream, empty};
use wasm_bindgen::JsValue;

/// A stream of the browser.
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// A stream that gives the items of `stream`.
    ///
    /// # Panics
    /// Always: there is no server to send them to.
    pub fn from_stream(_stream: impl Stream<Item = Result<JsValue, JsValue>> + 'static) -> Self {
        panic!("a page without server sends no streams")
    }

    /// The browser's stream as this type.
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// The stream as the browser's type.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// Its items: none.
    pub fn into_stream(self) -> Empty<Result<JsValue, JsValue>> {
        empty()
    }
}
