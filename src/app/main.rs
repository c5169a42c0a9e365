//! The program of the page, and what boot.js asks of it for the other program, that of the tools.
// With a `main` the standard library would flush, at the end, an output that a page does not have.
#![cfg_attr(target_arch = "wasm32", no_main)]

use wasm_bindgen::prelude::wasm_bindgen;

/// Smaller code than the allocator of the standard library; it holds as many things as fast.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

#[wasm_bindgen(start)]
fn start() {
    app::start::start(corpus::EMBEDDED);
}

/// On the host, where this is compiled along with the rest, nobody runs it.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}

/// The bytes of the documents.
#[wasm_bindgen]
pub fn dossier() -> js_sys::Uint8Array {
    corpus::bytes().into()
}

/// Goes on with other documents.
#[wasm_bindgen]
pub fn provide(bytes: Vec<u8>) {
    app::start::provide(bytes.leak());
}
