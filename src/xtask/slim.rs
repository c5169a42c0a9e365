//! Takes out of the wasm what the page can never call, then optimises it for size.
//!
//! `leptos` links `wasm-streams` for server functions, which a page without server has none of. Its classes are
//! exports, so the optimiser must keep them and what they call. Without the exports, and the classes of the glue that
//! wrap them, the page is 1.4 kB (brotli) smaller.

use crate::tools;
use std::{
    fs,
    ops::Range,
    path::{Path, PathBuf},
};

/// What the exports of `wasm-streams` have in their names, and its classes in the glue.
const UNUSED: (&str, &str) = ("intounderlying", "IntoUnderlying");

/// Slims the one `.wasm` file of `dist` and its glue, in place.
pub fn slim(root: &Path, dist: &Path) -> Result<(), String> {
    let fail = |e: std::io::Error| format!("{}: {e}", dist.display());
    let files: Vec<PathBuf> = fs::read_dir(dist).map_err(fail)?.flatten().map(|entry| entry.path()).collect();
    let file = |fits: &dyn Fn(&str) -> bool| {
        let found = files.iter().find(|path| path.file_name().is_some_and(|n| fits(&n.to_string_lossy())));
        found.ok_or(format!("{}: expected what trunk leaves", dist.display()))
    };
    let glue = file(&|name| name.starts_with("app-") && name.ends_with(".js"))?;
    let text = fs::read_to_string(glue).map_err(fail)?;
    fs::write(glue, without_classes(&text, UNUSED.1)).map_err(fail)?;

    let wasm = file(&|name| name.ends_with(".wasm"))?;
    let bytes = fs::read(wasm).map_err(fail)?;
    let slimmer =
        without_exports(&bytes, UNUSED.0).ok_or(format!("{}: not a module as expected", wasm.display()))?;
    fs::write(wasm, slimmer).map_err(fail)?;
    // Taken apart and put together again the code is smaller by another 1 %.
    let strip =
        ["-Oz", "--flatten", "--rereloop", "-Oz", "-Oz", "--strip-producers", "--strip-target-features"];
    tools::run(tools::command(root, "wasm-opt").args(strip).arg(wasm).arg("-o").arg(wasm))
}

/// The glue without the classes whose names begin with `name`, and the lines that belong to them. wasm-bindgen closes
/// a class with a brace at the beginning of a line.
fn without_classes(glue: &str, name: &str) -> String {
    let (class, disposal, registry) =
        (format!("export class {name}"), format!("if (Symbol.dispose) {name}"), format!("const {name}"));
    let mut out = String::new();
    let mut until: Option<&str> = None;
    for line in glue.split_inclusive('\n') {
        let begins = |words: &str| line.starts_with(words);
        let end = if begins(&class) { Some("}") } else { begins(&registry).then_some(";") };
        until = until.or(end);
        match until {
            Some("}") if line.trim_end() == "}" => until = None,
            Some(";") if line.trim_end().ends_with(';') => until = None,
            Some(_) => {}
            None if begins(&disposal) => {}
            None => out.push_str(line),
        }
    }
    out
}

/// The module without the exports whose names hold `word`; `None` when the bytes are no module.
///
/// The format: <https://webassembly.github.io/spec/core/binary/modules.html>.
fn without_exports(module: &[u8], word: &str) -> Option<Vec<u8>> {
    const EXPORTS: u8 = 7;
    let mut out = module.get(..8).filter(|head| head.starts_with(b"\0asm"))?.to_vec();
    let mut at = 8;
    while at < module.len() {
        let id = module[at];
        let mut body = at + 1;
        let size = number(module, &mut body)?;
        let end = body.checked_add(size).filter(|end| *end <= module.len())?;
        if id == EXPORTS {
            let kept: Vec<Range<usize>> = exports(module, body)?
                .into_iter()
                .filter(|(name, _)| !String::from_utf8_lossy(&module[name.clone()]).contains(word))
                .map(|(_, entry)| entry)
                .collect();
            let mut section = leb128(kept.len());
            kept.into_iter().for_each(|entry| section.extend(&module[entry]));
            out.push(EXPORTS);
            out.extend(leb128(section.len()));
            out.extend(section);
        } else {
            out.extend(&module[at..end]);
        }
        at = end;
    }
    Some(out)
}

/// Where the name of each export stands, and the whole entry.
fn exports(module: &[u8], mut at: usize) -> Option<Vec<(Range<usize>, Range<usize>)>> {
    let count = number(module, &mut at)?;
    let mut found = Vec::new();
    for _ in 0..count {
        let start = at;
        let length = number(module, &mut at)?;
        let name = at..at.checked_add(length).filter(|end| *end < module.len())?;
        at = name.end + 1; // the kind of the export is one byte
        number(module, &mut at)?;
        found.push((name, start..at));
    }
    Some(found)
}

/// Reads an unsigned LEB128 number.
fn number(bytes: &[u8], at: &mut usize) -> Option<usize> {
    let (mut value, mut shift) = (0, 0);
    loop {
        let byte = *bytes.get(*at)?;
        *at += 1;
        value |= usize::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(value);
        }
        shift += 7;
        if shift > 28 {
            return None;
        }
    }
}

fn leb128(mut value: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module with one type section and exports of function 0 by these names.
    fn module(names: &[&str]) -> Vec<u8> {
        let mut section = leb128(names.len());
        for name in names {
            section.extend(leb128(name.len()));
            section.extend(name.as_bytes());
            section.extend([0, 0]);
        }
        let mut bytes = b"\0asm\x01\0\0\0\x01\x01\x00\x07".to_vec();
        bytes.extend(leb128(section.len()));
        bytes.extend(section);
        bytes.extend([0, 2, 1, b'x']);
        bytes
    }

    #[test]
    fn only_the_exports_named_go() {
        let long = "n".repeat(200);
        let before = module(&["memory", "intounderlyingsource_pull", "__wbg_intounderlyingsink_free", &long]);
        assert_eq!(without_exports(&before, UNUSED.0), Some(module(&["memory", &long])));
        assert_eq!(without_exports(&module(&[]), UNUSED.0), Some(module(&[])));
    }

    #[test]
    fn only_the_classes_named_go() {
        let glue = "export class IntoUnderlyingSink {\n    free() {\n    }\n}\nif (Symbol.dispose) IntoUnderlyingSink.x = 1;\n\nfunction a() {\n}\nconst IntoUnderlyingSinkFinalization = x\n    ? 1\n    : 2;\nlet b;\n";
        assert_eq!(without_classes(glue, UNUSED.1), "\nfunction a() {\n}\nlet b;\n");
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert_eq!(without_exports(b"<html>", UNUSED.0), None);
        let cut = module(&["memory"]);
        assert_eq!(without_exports(&cut[..cut.len() - 6], UNUSED.0), None);
    }
}
