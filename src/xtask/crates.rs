//! `cargo xtask sizes`: what of the page's program comes from which crate, into `docs/sizes.md`.
//!
//! The program is built and optimised as for `dist/`, but keeps the names of its functions.

use crate::{
    page, say, sizes,
    slim::{self, number, string},
    symbol::path_of,
    tools,
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// The guide that has the table.
const GUIDE: &str = "docs/sizes.md";
/// What stands around the table in it.
const MARKS: [&str; 2] = ["<!-- made by cargo xtask sizes -->\n", "<!-- to here -->"];
/// Where the named program is made.
const FOLDER: &str = "target/sizes";
/// A crate with less code than this has no row of its own.
const SMALL: usize = 250;

/// Builds the program with names, prints so many of its largest functions, and writes the table.
///
/// # Errors
/// A sentence, when a step fails.
pub fn run(root: &Path, functions: usize) -> Result<(), String> {
    let module = named(root)?;
    let program = Program::read(&module)?;
    let mut largest: Vec<_> = program.functions.iter().collect();
    largest.sort_by_key(|function| (Reverse(function.body.len()), &function.path));
    for function in largest.iter().take(functions) {
        println!("{:>7}  {}", function.body.len(), function.path);
    }
    say("compressing the program without each part (half a minute)");
    let table = program.table(root, &dossier(root)?)?;
    print!("{table}");
    let filled =
        with_table(&guide(root)?, &table).ok_or(format!("{GUIDE}: expected {MARKS:?} around a table"))?;
    let file = root.join(GUIDE);
    fs::write(&file, filled).map_err(|e| format!("{}: {e}", file.display()))
}

/// Whether the table in the guide still tells the truth: each share within a hundredth of the program.
///
/// # Errors
/// A sentence, when a step fails, or with the parts that have other shares by now.
pub fn check(root: &Path) -> Result<(), String> {
    let (module, guide) = (named(root)?, guide(root)?);
    let parts = Program::read(&module)?.parts(&dossier(root)?);
    let off = other_shares(&guide, &parts);
    if off.is_empty() { Ok(()) } else { Err(format!("{GUIDE}: {}; run `cargo xtask sizes`", off.join(", "))) }
}

/// The parts whose shares are not those of the table in `guide`.
fn other_shares(guide: &str, parts: &[Part]) -> Vec<String> {
    /// In percent of the program.
    const NEAR: f64 = 1.0;
    let all: usize = parts.iter().map(|part| part.bytes).sum();
    let written = |part: &Part| {
        let row = guide.lines().find_map(|line| line.strip_prefix(&format!("| {} | ", part.name)))?;
        row.split(" | ").nth(1)?.trim_end_matches(" %").parse::<f64>().ok()
    };
    let off = |part: &Part| {
        let (written, found) = (written(part).unwrap_or(0.0), share(part.bytes, all));
        ((written - found).abs() > NEAR).then(|| format!("{} is {found:.1} %, not {written:.1} %", part.name))
    };
    parts.iter().filter_map(off).collect()
}

/// In percent.
fn share(bytes: usize, all: usize) -> f64 {
    bytes as f64 * 100.0 / all as f64
}

fn guide(root: &Path) -> Result<String, String> {
    let file = root.join(GUIDE);
    fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))
}

/// The text with this table between its marks.
fn with_table(text: &str, table: &str) -> Option<String> {
    let (before, rest) = text.split_once(MARKS[0])?;
    let (_, after) = rest.split_once(MARKS[1])?;
    Some(format!("{before}{}\n{table}\n{}{after}", MARKS[0], MARKS[1]))
}

/// The program as in `dist/`, but with the names that rustc gave.
fn named(root: &Path) -> Result<Vec<u8>, String> {
    tools::for_build(root)?;
    say("building the page's program");
    let build = ["build", "--profile", "page", "--package", "app", "--target", "wasm32-unknown-unknown"];
    tools::run(tools::command(root, "cargo").args(build).envs(page::environment(root)?))?;
    let (made, folder) = (root.join("target/wasm32-unknown-unknown/page/app.wasm"), root.join(FOLDER));
    let bindgen = ["--target", "web", "--no-typescript", "--no-demangle", "--out-dir"];
    tools::run(tools::command(root, "wasm-bindgen").args(bindgen).arg(&folder).arg(made))?;
    let wasm = folder.join("app_bg.wasm");
    say("optimising it with its names (wasm-opt)");
    slim::optimise(root, &wasm, &["-g"])?;
    fs::read(&wasm).map_err(|e| format!("{}: {e}", wasm.display()))
}

/// The bytes of the dossier that the program embeds, as the build script of `corpus` left them; the newest, where cargo
/// keeps several.
fn dossier(root: &Path) -> Result<Vec<u8>, String> {
    let folder = root.join("target/wasm32-unknown-unknown/page/build");
    let fail = |e: std::io::Error| format!("{}: {e}", folder.display());
    let built =
        fs::read_dir(&folder).map_err(fail)?.flatten().map(|entry| entry.path().join("out/corpus.bin"));
    let newest = built
        .filter(|path| path.is_file())
        .max_by_key(|path| path.metadata().and_then(|m| m.modified()).ok());
    fs::read(newest.ok_or(format!("{}: expected a corpus.bin", folder.display()))?).map_err(fail)
}

/// A function of the program.
struct Function<'a> {
    /// The crate that defines it, then the rest of its path; in brackets what has no crate.
    path: String,
    body: &'a [u8],
}

impl Function<'_> {
    fn owner(&self) -> &str {
        self.path.split("::").next().unwrap_or_default()
    }
}

/// What a module is made of.
struct Program<'a> {
    functions: Vec<Function<'a>>,
    /// What memory holds at the start, one segment behind the other.
    data: Vec<u8>,
    /// All the rest: types, imports, exports, tables.
    rest: Vec<u8>,
}

/// A row of the table.
struct Part {
    name: String,
    bytes: usize,
    /// All the others.
    without: Vec<u8>,
}

impl<'a> Program<'a> {
    /// The format: <https://webassembly.github.io/spec/core/binary/modules.html>, and its appendix on names.
    fn read(module: &'a [u8]) -> Result<Self, String> {
        Self::sections(module).ok_or("expected a module with the names of its functions".to_owned())
    }

    fn sections(module: &'a [u8]) -> Option<Self> {
        const CUSTOM: u8 = 0;
        const IMPORTS: u8 = 2;
        const CODE: u8 = 10;
        const DATA: u8 = 11;
        let (mut data, mut rest, mut names, mut imported) = (Vec::new(), Vec::new(), BTreeMap::new(), 0);
        let mut at = 8;
        while let Some(id) = module.get(at) {
            at += 1;
            let size = number(module, &mut at)?;
            let section = module.get(at..at.checked_add(size)?)?;
            at += size;
            match *id {
                CUSTOM => names.extend(function_names(section).unwrap_or_default()),
                CODE => {}
                DATA => data = contents(section)?,
                id => {
                    rest.extend(section);
                    if id == IMPORTS {
                        imported = number(section, &mut 0)?; // functions alone, as slim.rs demands
                    }
                }
            }
        }
        let function = |(place, body)| {
            let name = names.get(&(imported + place)).copied().unwrap_or_default();
            let path = path_of(name).unwrap_or_else(|| format!("(no crate)::{name}"));
            Function { path, body }
        };
        let functions = slim::bodies(module)?.into_iter().enumerate().map(function).collect();
        (!names.is_empty()).then_some(Self { functions, data, rest })
    }

    /// The crates and what else there is, the largest first.
    fn parts(&self, dossier: &[u8]) -> Vec<Part> {
        let mut code: BTreeMap<&str, usize> = BTreeMap::new();
        for function in &self.functions {
            *code.entry(function.owner()).or_default() += function.body.len();
        }
        let small: BTreeSet<&str> =
            code.extract_if(.., |_, bytes| *bytes < SMALL).map(|(owner, _)| owner).collect();
        let few = format!("{} more, each below {SMALL} bytes", small.len());
        let of = |name: &str, owned: &dyn Fn(&Function) -> bool| {
            let (owned, others): (Vec<&Function>, Vec<_>) = self.functions.iter().partition(|f| owned(f));
            let bodies = |all: &[&Function]| all.iter().flat_map(|f| f.body).copied().collect::<Vec<u8>>();
            let without = [&bodies(&others), &*self.data, &self.rest].concat();
            Part { name: name.to_owned(), bytes: bodies(&owned).len(), without }
        };
        let mut parts: Vec<Part> = code.keys().map(|owner| of(owner, &|f| f.owner() == *owner)).collect();
        parts.push(of(&few, &|f| small.contains(f.owner())));
        let code = self.code();
        let start = self.data.windows(dossier.len().max(1)).position(|window| window == dossier);
        let (before, behind) = self.data.split_at(start.unwrap_or(0));
        let (dossier, behind) = behind.split_at(if start.is_some() { dossier.len() } else { 0 });
        let data = |name: &str, bytes, without: &[&[u8]]| Part {
            name: name.to_owned(),
            bytes,
            without: without.concat(),
        };
        parts.push(data("*the dossier*", dossier.len(), &[&code, before, behind, &self.rest]));
        parts.push(data("*other data*", before.len() + behind.len(), &[&code, dossier, &self.rest]));
        parts.push(data("*imports, exports, tables*", self.rest.len(), &[&code, &self.data]));
        parts.sort_by_key(|part| Reverse(part.bytes));
        parts
    }

    /// The bodies of all functions.
    fn code(&self) -> Vec<u8> {
        self.functions.iter().flat_map(|function| function.body).copied().collect()
    }

    /// The table, as Markdown.
    fn table(&self, root: &Path, dossier: &[u8]) -> Result<String, String> {
        let (parts, all) = (self.parts(dossier), [&self.code(), &*self.data, &self.rest].concat());
        let mut files = Vec::new();
        for bytes in [&all].into_iter().chain(parts.iter().map(|part| &part.without)) {
            let file = root.join(FOLDER).join(format!("{}.part", files.len()));
            fs::write(&file, bytes).map_err(|e| format!("{}: {e}", file.display()))?;
            files.push(file);
        }
        let mut brotli = sizes::compressed(root, &files)?.into_iter();
        let whole = brotli.next().ok_or("nothing was compressed")?;
        let mut table = "| part | bytes | share | brotli |\n|---|--:|--:|--:|\n".to_owned();
        for (part, without) in parts.iter().zip(brotli) {
            let (share, brotli) = (share(part.bytes, all.len()), whole.saturating_sub(without));
            table += &format!("| {} | {} | {share:.1} % | {brotli} |\n", part.name, part.bytes);
        }
        Ok(table + &format!("| **all** | {} | 100 % | {whole} |\n", all.len()))
    }
}

/// The names of functions by their index, in the custom section that has them; nothing in another.
fn function_names(section: &[u8]) -> Option<BTreeMap<usize, &str>> {
    const FUNCTIONS: u8 = 1;
    let mut at = 0;
    if string(section, &mut at)? != "name" {
        return None;
    }
    while let Some(id) = section.get(at) {
        at += 1;
        let size = number(section, &mut at)?;
        if *id == FUNCTIONS {
            let count = number(section, &mut at)?;
            return (0..count)
                .map(|_| Some((number(section, &mut at)?, string(section, &mut at)?)))
                .collect();
        }
        at += size;
    }
    None
}

/// The bytes of the segments of a data section, each of which has its place in memory before it.
fn contents(section: &[u8]) -> Option<Vec<u8>> {
    /// `i32.const`, a number, `end`.
    const PLACE: [u8; 2] = [0x41, 0x0b];
    let mut at = 0;
    let mut all = Vec::new();
    for _ in 0..number(section, &mut at)? {
        let active = number(section, &mut at)? == 0 && section.get(at) == Some(&PLACE[0]);
        at += 1;
        number(section, &mut at)?;
        (active && section.get(at) == Some(&PLACE[1])).then_some(())?;
        at += 1;
        let size = number(section, &mut at)?;
        all.extend(section.get(at..at.checked_add(size)?)?);
        at += size;
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(name: &str, bytes: usize) -> Part {
        Part { name: name.to_owned(), bytes, without: Vec::new() }
    }

    /// A module with one import, two functions, two segments, and a name for each function.
    fn module() -> Vec<u8> {
        let mut bytes = b"\0asm\x01\0\0\0".to_vec();
        let names = b"\x04name\x01\x20\x03\x00\x01i\x01\x12_RNvCs1_3app4main0\x02\x06memcpy";
        for (id, section) in [
            (2, &b"\x01\x01m\x01i\x00\x00"[..]),
            (10, b"\x02\x03abc\x01d"),
            (11, b"\x02\x00\x41\x10\x0b\x02xy\x00\x41\x20\x0b\x01z"),
            (0, names),
        ] {
            bytes.extend([id, section.len() as u8]);
            bytes.extend(section);
        }
        bytes
    }

    #[test]
    fn each_byte_is_in_one_part() {
        let module = module();
        let program = Program::read(&module).unwrap();
        let paths: Vec<&str> = program.functions.iter().map(|f| f.path.as_str()).collect();
        assert_eq!(paths, ["app::main", "(no crate)::memcpy"]);
        assert_eq!(program.data, b"xyz");
        let parts = program.parts(b"yz");
        let bytes = |name: &str| parts.iter().find(|part| part.name == name).unwrap().bytes;
        assert_eq!((bytes("*the dossier*"), bytes("*other data*")), (2, 1));
        assert_eq!(parts.iter().map(|part| part.bytes).sum::<usize>(), 4 + 3 + 7);
        assert!(Program::read(&module[..30]).is_err(), "it has no names");
    }

    #[test]
    fn a_table_that_is_no_longer_true_is_named() {
        let guide = "| app | 60 | 60.0 % | 9 |\n| *data* | 40 | 40.0 % | 9 |\n";
        assert_eq!(other_shares(guide, &[part("app", 605), part("*data*", 395)]), [""; 0]);
        let off = other_shares(guide, &[part("app", 70), part("*data*", 20), part("new", 10)]);
        assert_eq!(
            off,
            ["app is 70.0 %, not 60.0 %", "*data* is 20.0 %, not 40.0 %", "new is 10.0 %, not 0.0 %"]
        );
    }
}
