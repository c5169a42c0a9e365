//! The page in one file, to be opened from a folder or sent by mail: scripts, styles, wasm and icon lie in it as text.
//!
//! A browser gives a file no origin, so that nothing beside it could be fetched. The content policy names the two
//! blocks of the file by their hashes, and lets nothing else in.

use super::{at, attribute, base_name, read, replace_once};
use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};
use std::{fs, path::Path};

/// Its name.
pub const ONE_FILE: &str = "inzage.html";

/// The page `html` of `dist` in one file, with `texts`, the documents for readers without script.
///
/// # Errors
/// One line, when a file cannot be read or the page is not as it was just made.
pub fn one_file(dist: &Path, html: &str, texts: &str) -> Result<String, String> {
    let part = |name: &str| attribute(html, name).ok_or(format!("index.html: no {name}"));
    let (glue, wasm) = (part("data-js")?, part("data-wasm")?);
    let boot = read(&dist.join("boot.js"))?;
    if boot.contains("</script") {
        return Err("boot.js: expected no </script in it".to_owned());
    }
    let script = tag(html, "<script src=")?;
    let block = format!(
        "<script data-js=\"{}\" data-wasm=\"{}\" data-tools=\"{}\" data-tools-wasm=\"{}\">{boot}",
        data("text/javascript", &dist.join(base_name(glue)))?,
        data("application/wasm", &dist.join(base_name(wasm)))?,
        data("text/javascript", &dist.join(base_name(part("data-tools")?)))?,
        data("application/wasm", &dist.join(base_name(part("data-tools-wasm")?)))?
    );
    let mut out = replace_once(html, script, &block)?;

    let sheet = tag(html, "<link rel=\"stylesheet\"")?;
    let style = read(&dist.join(base_name(attribute(sheet, "href").unwrap_or_default())))?;
    out = replace_once(&out, sheet, &format!("<style>{style}</style>"))?;
    let icon = data("image/svg+xml", &dist.join("icon.svg"))?;
    out = replace_once(&out, "href=\"icon.svg\"", &format!("href=\"{icon}\""))?;
    for beside in ["<link rel=\"preload\"", "<link rel=\"modulepreload\"", "<link rel=\"manifest\""] {
        let link = tag(html, beside)?;
        out = replace_once(&out, link, "")?;
    }

    let meta = tag(html, "<meta http-equiv=\"Content-Security-Policy\"")?;
    let policy = attribute(meta, "content").ok_or("index.html: the content policy is empty")?;
    let hash = |text: &str| BASE64_STANDARD.encode(Sha256::digest(text));
    let own = format!(
        "default-src 'none'; script-src 'sha256-{}' data: 'wasm-unsafe-eval'; style-src 'sha256-{}'; connect-src data:; frame-src 'self'; \
         img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types default",
        hash(&boot),
        hash(&style)
    );
    out = replace_once(&out, policy, &own)?;

    let from = out.find("<div id=\"static\">").ok_or("index.html: no place for the documents")?;
    let to = from + out[from..].find("<div id=\"app\">").ok_or("index.html: no place for the explorer")?;
    let texts = format!("<div id=\"static\" class=\"static\">{texts}</div>\n");
    Ok(format!("{}{texts}{}", &out[..from], &out[to..]))
}

/// The tag that begins so.
fn tag<'a>(html: &'a str, begins: &str) -> Result<&'a str, String> {
    let from = html.find(begins).ok_or(format!("index.html: expected {begins}"))?;
    let length = html[from..].find('>').ok_or("index.html: a tag does not end")?;
    Ok(&html[from..=from + length])
}

/// A file as an address.
fn data(media: &str, path: &Path) -> Result<String, String> {
    let bytes = fs::read(path).map_err(|e| at(path, e))?;
    Ok(format!("data:{media};base64,{}", BASE64_STANDARD.encode(bytes)))
}
