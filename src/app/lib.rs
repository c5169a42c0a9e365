//! The explorer: a dossier of policy documents in one page, its state in the fragment of the address.
//!
//! Compiled for the browser it is the page (`main.rs`). Compiled for the host the same components write the same
//! elements as text: the static pages of `inzage publish`.

mod bars;
mod beside;
mod copy;
pub mod dom;
mod evidence;
pub mod explorer;
mod filters;
pub mod frame;
pub mod i18n;
pub mod markup;
mod page;
#[cfg(not(target_arch = "wasm32"))]
pub mod pages;
mod papers;
mod positions;
mod reader;
mod requests;
mod results;
mod rich;
pub mod start;
pub mod state;
mod text;
mod timeline;
mod view;
