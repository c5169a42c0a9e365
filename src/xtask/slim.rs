//! Takes out of the wasm what the page can never call, then optimises it for size.
//!
//! `leptos` links `wasm-streams` for server functions, which a page without server has none of. Its classes are
//! exports, so the optimiser must keep them and the futures behind them: 3 kB of brotli. Without the exports it drops
//! them. The glue keeps three empty classes that nothing names.

use crate::tools;
use std::{fs, ops::Range, path::Path};

/// What the exports of `wasm-streams` have in their names.
const UNUSED: &str = "intounderlying";

/// Slims the one `.wasm` file of `dist`, in place.
pub fn slim(root: &Path, dist: &Path) -> Result<(), String> {
    let fail = |e: std::io::Error| format!("{}: {e}", dist.display());
    let entries = fs::read_dir(dist).map_err(fail)?.flatten().map(|entry| entry.path());
    let wasm = entries
        .into_iter()
        .find(|path| path.extension().is_some_and(|e| e == "wasm"))
        .ok_or(format!("{}: trunk left no .wasm file", dist.display()))?;
    let bytes = fs::read(&wasm).map_err(fail)?;
    let slimmer =
        without_exports(&bytes, UNUSED).ok_or(format!("{}: not a module as expected", wasm.display()))?;
    fs::write(&wasm, slimmer).map_err(fail)?;
    tools::run(
        tools::command(root, "wasm-opt")
            .args(["-Oz", "--strip-producers", "--strip-target-features"])
            .arg(&wasm)
            .arg("-o")
            .arg(&wasm),
    )
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
        assert_eq!(without_exports(&before, UNUSED), Some(module(&["memory", &long])));
        assert_eq!(without_exports(&module(&[]), UNUSED), Some(module(&[])));
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert_eq!(without_exports(b"<html>", UNUSED), None);
        let cut = module(&["memory"]);
        assert_eq!(without_exports(&cut[..cut.len() - 6], UNUSED), None);
    }
}
