//! Shortens the names between the wasm and its glue, then optimises the wasm for size.
//!
//! wasm-bindgen gives each function that one side calls in the other a name with a hash of 16 digits, in both files.
//! Random digits do not compress: numbers in their place make the page 1.7 kB (brotli) smaller.
//! esbuild then takes blanks and long names out of the scripts and styles: 1 kB. Functions that resemble each other are put
//! together, which helps every compressor: 1 kB; where that begins is tried: 0.3 kB.

use crate::{sizes, tools};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Slims the programs of `dist` with their glue, its scripts and its styles, in place.
pub fn slim(root: &Path, dist: &Path) -> Result<(), String> {
    for program in ["app", "tools"] {
        program_of(root, dist, program)?;
    }
    let fail = |e: std::io::Error| format!("{}: {e}", dist.display());
    let files = fs::read_dir(dist).map_err(fail)?.flatten().map(|entry| entry.path());
    let styles = files.filter(|path| path.extension().is_some_and(|ending| ending == "css"));
    let scripts = ["boot.js", "corpus.js", "embed.js", "sw.js"].map(|name| dist.join(name));
    minify(root, dist, &mut styles.chain(scripts))
}

/// Takes blanks and long names out of scripts or styles.
fn minify(root: &Path, dist: &Path, files: &mut dyn Iterator<Item = PathBuf>) -> Result<(), String> {
    let esbuild = root.join("src/xtask/npm/node_modules/.bin/esbuild");
    let options = ["--minify", "--allow-overwrite", "--log-level=warning"];
    let mut minify = tools::command(root, &esbuild.to_string_lossy());
    tools::run(minify.args(options).arg(format!("--outdir={}", dist.display())).args(files))
}

/// Slims one program and its glue.
fn program_of(root: &Path, dist: &Path, program: &str) -> Result<(), String> {
    let fail = |e: std::io::Error| format!("{}: {e}", dist.display());
    let files: Vec<PathBuf> = fs::read_dir(dist).map_err(fail)?.flatten().map(|entry| entry.path()).collect();
    let file = |fits: &dyn Fn(&str) -> bool| {
        let found = files.iter().find(|path| path.file_name().is_some_and(|n| fits(&n.to_string_lossy())));
        found.ok_or(format!("{}: expected what trunk leaves", dist.display()))
    };
    let glue = file(&|name| name.starts_with(program) && name.ends_with(".js"))?;
    let wasm = file(&|name| name.starts_with(program) && name.ends_with(".wasm"))?;
    let mut names = Vec::new();
    let module = renamed(&fs::read(wasm).map_err(fail)?, &mut names)
        .ok_or(format!("{}: not a module as expected", wasm.display()))?;
    fs::write(wasm, module).map_err(fail)?;
    let text = fs::read_to_string(glue).map_err(fail)?;
    fs::write(glue, with_names(&text, &names)).map_err(fail)?;
    minify(root, dist, &mut std::iter::once(glue.clone()))?;
    optimise(root, wasm, &[])?;
    reorder(root, wasm)
}

/// Optimises a module for size, in place; `more` goes to wasm-opt, as `-g`, which keeps the names of functions.
pub fn optimise(root: &Path, wasm: &Path, more: &[&str]) -> Result<(), String> {
    // Taken apart and put together again the code is smaller by another 1 %.
    let strip =
        ["-Oz", "--flatten", "--rereloop", "-Oz", "-Oz", "--strip-producers", "--strip-target-features"];
    tools::run(tools::command(root, "wasm-opt").args(strip).args(more).arg(wasm).arg("-o").arg(wasm))
}

/// What rustc and wasm-bindgen use beyond the first version of wasm; every browser of the last three years has it.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Puts the functions of a module that resemble each other together, in place: in whichever of several such orders
/// compresses best.
///
/// wasm-opt knows no such order; it writes the module as text, and reads that back with its functions moved.
fn reorder(root: &Path, wasm: &Path) -> Result<(), String> {
    /// Orders that are tried. They differ by 0.3 %, and nothing tells beforehand which is best.
    const TRIED: usize = 12;
    let fail = |e: std::io::Error| format!("{}: {e}", wasm.display());
    let module = fs::read(wasm).map_err(fail)?;
    let likeness = Likeness::of(&bodies(&module).ok_or(format!("{}: no code", wasm.display()))?);
    let (text, moved) = (wasm.with_extension("wat"), wasm.with_extension("moved.wat"));
    let convert = |from: &Path, form: &str, to: &Path| {
        let mut command = tools::command(root, "wasm-opt");
        tools::run(command.args(["-q", form]).args(FEATURES).arg(from).arg("-o").arg(to))
    };
    convert(wasm, "-S", &text)?;
    let written = fs::read_to_string(&text).map_err(fail)?;
    let tried: Vec<PathBuf> = (0..TRIED).map(|n| wasm.with_extension(format!("{n}.tried"))).collect();
    for (n, to) in tried.iter().enumerate() {
        let moves = in_order(&written, &likeness.order(n * likeness.lengths.len() / TRIED));
        fs::write(&moved, moves.ok_or(format!("{}: other functions than expected", text.display()))?)
            .map_err(fail)?;
        convert(&moved, "--strip-target-features", to)?;
    }
    let sizes = sizes::compressed(root, &tried)?;
    let (best, _) = tried.iter().zip(sizes).min_by_key(|(_, size)| *size).ok_or("no order was tried")?;
    fs::copy(best, wasm).map_err(fail)?;
    tried.iter().chain([&text, &moved]).try_for_each(fs::remove_file).map_err(fail)
}

/// The bodies of a module's functions.
pub fn bodies(module: &[u8]) -> Option<Vec<&[u8]>> {
    const CODE: u8 = 10;
    let mut at = 8;
    loop {
        let id = *module.get(at)?;
        at += 1;
        let size = number(module, &mut at)?;
        if id == CODE {
            let count = number(module, &mut at)?;
            let body = |_| {
                let size = number(module, &mut at)?;
                at += size;
                module.get(at - size..at)
            };
            return (0..count).map(body).collect();
        }
        at += size;
    }
}

/// How much functions have in common.
struct Likeness {
    /// Of each function, the runs of four bytes in it, which stand in the set by hash.
    sets: Vec<Vec<u64>>,
    lengths: Vec<usize>,
}

impl Likeness {
    fn of(bodies: &[&[u8]]) -> Self {
        /// Bits of a set: with more or fewer the order is worse.
        const BITS: usize = 1 << 14;
        let set = |body: &&[u8]| {
            let mut set = vec![0; BITS / 64];
            for run in body.windows(4) {
                let hash =
                    u32::from_le_bytes([run[0], run[1], run[2], run[3]]).wrapping_mul(2_654_435_761) >> 18;
                set[hash as usize / 64] |= 1 << (hash % 64);
            }
            set
        };
        Self {
            sets: bodies.iter().map(set).collect(),
            lengths: bodies.iter().map(|body| body.len()).collect(),
        }
    }

    fn common(&self, a: usize, b: usize) -> u32 {
        self.sets[a].iter().zip(&self.sets[b]).map(|(a, b)| (a & b).count_ones()).sum()
    }

    /// An order in which each follows the one that it has most in common with, for its length. It begins with the one
    /// that so many are longer than.
    fn order(&self, longer: usize) -> Vec<usize> {
        // A long one has something in common with all.
        let length = |i: usize| self.common(i, i).min(1000) + 1;
        let mut left: Vec<usize> = (0..self.sets.len()).collect();
        left.sort_by_key(|i| std::cmp::Reverse((self.lengths[*i], *i)));
        let lengths: Vec<u32> = (0..self.sets.len()).map(length).collect();
        let mut next = left.get(longer).copied();
        let mut order = Vec::new();
        while let Some(last) = next {
            order.push(last);
            left.retain(|i| *i != last);
            next = left.iter().copied().max_by_key(|i| (self.common(last, *i) * 10_000 / lengths[*i], *i));
        }
        order
    }
}

/// The text of a module with its functions in another order.
fn in_order(text: &str, order: &[usize]) -> Option<String> {
    const FUNCTION: &str = "\n (func ";
    // What stands at the top of the module begins a line with one blank.
    let starts: Vec<usize> =
        text.match_indices("\n (").map(|(at, _)| at).chain([text.rfind("\n)")?]).collect();
    let item = |pair: &[usize]| &text[pair[0]..pair[1]];
    let functions: Vec<&str> =
        starts.windows(2).map(item).filter(|item| item.starts_with(FUNCTION)).collect();
    if functions.len() != order.len() {
        return None;
    }
    let mut out = text[..*starts.first()?].to_owned();
    let mut next = order.iter();
    for item in starts.windows(2).map(item) {
        out.push_str(if item.starts_with(FUNCTION) { functions[*next.next()?] } else { item });
    }
    Some(out + "\n)\n")
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
pub fn string<'a>(module: &'a [u8], at: &mut usize) -> Option<&'a str> {
    let length = number(module, at)?;
    let bytes = module.get(*at..at.checked_add(length)?)?;
    *at += length;
    str::from_utf8(bytes).ok()
}

/// Reads an unsigned LEB128 number.
pub fn number(bytes: &[u8], at: &mut usize) -> Option<usize> {
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
    fn functions_that_resemble_each_other_stand_together() {
        let (one, other) = (b"abcdefghij", b"0123456789");
        let order = Likeness::of(&[b"abcdefghijk", &other[..9], &one[..9], other]).order(0);
        assert_eq!(order, [0, 2, 3, 1]);
        let text = "(module\n (type $0 (func))\n (func $a\n  (nop)\n )\n (func $b\n )\n (export \"b\" (func $b))\n)\n";
        let moved = "(module\n (type $0 (func))\n (func $b\n )\n (func $a\n  (nop)\n )\n (export \"b\" (func $b))\n)\n";
        assert_eq!(in_order(text, &[1, 0]).as_deref(), Some(moved));
        assert_eq!(in_order(text, &[0]), None);
        assert_eq!(bodies(b"\0asm\x01\0\0\0\x05\x01\0\x0a\x06\x02\x02ab\x01c"), Some(vec![&b"ab"[..], b"c"]));
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert_eq!(renamed(b"<html>", &mut Vec::new()), None);
        let cut = module("memory", HASHED);
        assert_eq!(renamed(&cut[..cut.len() - 6], &mut Vec::new()), None);
    }
}
