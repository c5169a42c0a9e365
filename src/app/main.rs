//! The program of the page, and what boot.js asks of it for the other program, that of the tools.

use wasm_bindgen::prelude::wasm_bindgen;

/// Smaller code than the allocator of the standard library; it holds as many things as fast.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {
    app::start::start(corpus::EMBEDDED);
}

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
