//! The page in a frame of another page. boot.js tells its height to the page around it; here is the code that puts it
//! there, and the width for what is laid out by the program.

use crate::{dom::El, explorer::X, markup::escaped, text::cut};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::ResizeObserver;

/// Follows the width of the page.
pub fn follow_width(x: X, page: &El, ruler: &El) {
    let ruler = ruler.html();
    let measure = move || {
        let width = ruler.offset_width() as usize;
        // A hidden tab has no width.
        if width > 0 && x.width.get_untracked() != Some(width) {
            x.width.set(Some(width));
        }
    };
    measure();
    let resized = Closure::<dyn FnMut()>::new(measure);
    let observer = ResizeObserver::new(resized.as_ref().unchecked_ref());
    // The page lives as long as the window.
    resized.forget();
    if let Ok(observer) = observer {
        observer.observe(&page.html());
    }
}

/// The code that puts a view into another page: a frame that works alone, and the loader that gives it its height. No
/// `style`: hosts with a strict content policy refuse it.
pub fn code(base: &str, fragment: &str, title: &str) -> String {
    let folder = cut(base, 0..base.rfind('/').map_or(0, |slash| slash + 1));
    format!(
        "<iframe src=\"{}\" title=\"{}\" width=\"100%\" height=\"640\" frameborder=\"0\" loading=\"lazy\" \
         allow=\"clipboard-write\" sandbox=\"allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox \
         allow-downloads\"></iframe>\n<script async src=\"{}embed.js\"></script>",
        escaped(&format!("{base}{fragment}")),
        escaped(title),
        escaped(folder),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_keeps_the_view_and_cannot_break_out_of_its_attributes() {
        let code = code(
            "https://example.org/een/dossier/index.html",
            "#q=a&taal=en&embed",
            "Een \"titel\" & <meer>",
        );
        assert!(
            code.contains("src=\"https://example.org/een/dossier/index.html#q=a&amp;taal=en&amp;embed\""),
            "{code}"
        );
        assert!(code.contains("src=\"https://example.org/een/dossier/embed.js\""), "{code}");
        assert!(code.contains("title=\"Een &quot;titel&quot; &amp; &lt;meer&gt;\""), "{code}");
    }
}
