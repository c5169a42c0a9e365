//! Shortens the names between the wasm and its glue, then optimises the wasm for size.
//!
//! wasm-bindgen gives each function that one side calls in the other a name with a hash of 16 digits, in both files.
//! Random digits do not compress: numbers in their place make the page 1.7 kB (brotli) smaller.
//! esbuild then takes blanks and long names out of the scripts: 1 kB.

use crate::tools;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Slims the one `.wasm` file of `dist` and its glue, in place.
pub fn slim(root: &Path, dist: &Path) -> Result<(), String> {
    let fail = |e: std::io::Error| format!("{}: {e}", dist.display());
    let files: Vec<PathBuf> = fs::read_dir(dist).map_err(fail)?.flatten().map(|entry| entry.path()).collect();
    let file = |fits: &dyn Fn(&str) -> bool| {
        let found = files.iter().find(|path| path.file_name().is_some_and(|n| fits(&n.to_string_lossy())));
        found.ok_or(format!("{}: expected what trunk leaves", dist.display()))
    };
    let glue = file(&|name| name.starts_with("app-") && name.ends_with(".js"))?;
    let wasm = file(&|name| name.ends_with(".wasm"))?;
    let mut names = Vec::new();
    let module = renamed(&fs::read(wasm).map_err(fail)?, &mut names)
        .ok_or(format!("{}: not a module as expected", wasm.display()))?;
    fs::write(wasm, module).map_err(fail)?;
    let text = fs::read_to_string(glue).map_err(fail)?;
    fs::write(glue, with_names(&text, &names)).map_err(fail)?;
    let esbuild = root.join("src/xtask/npm/node_modules/.bin/esbuild");
    let scripts = ["boot.js", "corpus.js", "embed.js"].map(|name| dist.join(name));
    let options = ["--minify", "--allow-overwrite", "--log-level=warning"];
    let mut minify = tools::command(root, &esbuild.to_string_lossy());
    minify.args(options).arg(format!("--outdir={}", dist.display())).args(scripts).arg(glue);
    tools::run(&mut minify)?;
    optimise(root, wasm)
}

/// Optimises a module for size, in place.
pub fn optimise(root: &Path, wasm: &Path) -> Result<(), String> {
    // Taken apart and put together again the code is smaller by another 1 %.
    let strip =
        ["-Oz", "--flatten", "--rereloop", "-Oz", "-Oz", "--strip-producers", "--strip-target-features"];
    tools::run(tools::command(root, "wasm-opt").args(strip).arg(wasm).arg("-o").arg(wasm))
}

/// Whether a name has a hash of wasm-bindgen: 16 hexadecimal digits between what is none.
fn hashed(name: &str) -> bool {
    name.split(|c: char| !c.is_ascii_hexdigit()).any(|digits| digits.len() == 16)
}

/// What is written in place of `names[place]`: no name of wasm-bindgen is a `_` and a number.
fn short(place: usize) -> String {
    format!("_{place}")
}

/// The glue with the short names.
fn with_names(glue: &str, names: &[String]) -> String {
    let mut out = String::with_capacity(glue.len());
    let part_of_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    for word in glue.split_inclusive(|c| !part_of_name(c)) {
        let name = word.trim_end_matches(|c| !part_of_name(c));
        match names.iter().position(|other| other == name) {
            Some(place) => out.extend([&short(place), &word[name.len()..]]),
            None => out.push_str(word),
        }
    }
    out
}

/// The module with short names for its imports and exports that have hashes; `names` gets what they were. `None` when
/// the bytes are no module, or import anything but functions.
///
/// The format: <https://webassembly.github.io/spec/core/binary/modules.html>.
fn renamed(module: &[u8], names: &mut Vec<String>) -> Option<Vec<u8>> {
    const IMPORTS: u8 = 2;
    const EXPORTS: u8 = 7;
    let mut out = module.get(..8).filter(|head| head.starts_with(b"\0asm"))?.to_vec();
    let mut at = 8;
    while at < module.len() {
        let id = module[at];
        let mut body = at + 1;
        let size = number(module, &mut body)?;
        let end = body.checked_add(size).filter(|end| *end <= module.len())?;
        out.push(id);
        let mut section = Vec::new();
        if [IMPORTS, EXPORTS].contains(&id) {
            let count = number(module, &mut body)?;
            section = leb128(count);
            for _ in 0..count {
                if id == IMPORTS {
                    // The module it comes from.
                    let from = string(module, &mut body)?;
                    push(&mut section, from);
                }
                let name = string(module, &mut body)?;
                if hashed(name) {
                    push(&mut section, &short(names.len()));
                    names.push(name.to_owned());
                } else {
                    push(&mut section, name);
                }
                // Its kind, then a number: an import is a function of that type.
                let kind = *module.get(body).filter(|kind| id == EXPORTS || **kind == 0)?;
                section.push(kind);
                body += 1;
                section.extend(leb128(number(module, &mut body)?));
            }
        }
        section.extend(module.get(body..end)?);
        out.extend(leb128(section.len()));
        out.extend(section);
        at = end;
    }
    Some(out)
}

fn push(section: &mut Vec<u8>, name: &str) {
    section.extend(leb128(name.len()));
    section.extend(name.as_bytes());
}

/// Reads a name: its length and its bytes.
fn string<'a>(module: &'a [u8], at: &mut usize) -> Option<&'a str> {
    let length = number(module, at)?;
    let bytes = module.get(*at..at.checked_add(length)?)?;
    *at += length;
    str::from_utf8(bytes).ok()
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

    const HASHED: &str = "__wbg_append_f59276caeca64f04";

    /// A module that imports a function and exports another by these names.
    fn module(import: &str, export: &str) -> Vec<u8> {
        let mut imports = vec![1];
        push(&mut imports, "./app_bg.js");
        push(&mut imports, import);
        imports.extend([0, 0]);
        let mut exports = vec![1];
        push(&mut exports, export);
        exports.extend([0, 1]);
        let mut bytes = b"\0asm\x01\0\0\0\x01\x01\x00".to_vec();
        for (id, section) in [(2, imports), (7, exports)] {
            bytes.push(id);
            bytes.extend(leb128(section.len()));
            bytes.extend(section);
        }
        bytes.extend([0, 2, 1, b'x']);
        bytes
    }

    #[test]
    fn names_with_hashes_become_numbers_on_both_sides() {
        let export = format!("wasm_bindgen_4c991b69bb8d065d___invoke_{}", "n".repeat(200));
        let mut names = Vec::new();
        assert_eq!(renamed(&module(HASHED, &export), &mut names), Some(module("_0", "_1")));
        assert_eq!(names, [HASHED, &export]);
        let glue = format!("{HASHED}: function() {{\nwasm.{export}(1)}}, {HASHED}2");
        assert_eq!(with_names(&glue, &names), format!("_0: function() {{\nwasm._1(1)}}, {HASHED}2"));
    }

    #[test]
    fn other_names_stay() {
        let mut names = Vec::new();
        let before = module("__wbindgen_throw", "memory");
        assert_eq!(renamed(&before, &mut names), Some(before));
        assert!(names.is_empty() && !hashed("__wbg_0123456789abcdef0"));
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert_eq!(renamed(b"<html>", &mut Vec::new()), None);
        let cut = module("memory", HASHED);
        assert_eq!(renamed(&cut[..cut.len() - 6], &mut Vec::new()), None);
    }
}
