//! Copying to the clipboard: boot.js does it, which asks no glue of the program.

use crate::dom::{El, STATIC, button, el};

/// Adds a button that copies what `text` gives when it is pressed, and a place that says whether it did.
pub fn with_copy(place: El, label: &str, text: Box<dyn Fn() -> String>) -> El {
    if STATIC {
        return place;
    }
    let copy = button("button.copy", label);
    let own = copy.clone();
    let copy = copy.on("click", move |_| {
        let _same = own.clone().attr("data-copy", &text());
    });
    place.add(copy).add(el("span.said").attr("aria-live", "polite"))
}
