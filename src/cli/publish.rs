//! `inzage publish`: turns what Trunk built into the folder that any static host can serve.
//!
//! Writes the list of the documents into `index.html` and their texts into a page of their own, for readers without
//! script; joins the style sheets, names the files by their content, and gives the service worker its list. A dossier
//! that is too large to embed goes into a file that the page loads. The same input gives the same bytes: no clock,
//! sorted lists.

mod card;
mod feeds;
mod one_file;
mod pages;

use app::pages::Pages;
use flate2::{Compression, write::GzEncoder};
use pages::Site;
use parse::Parsed;
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, fs, io::Write, path::Path};

/// The script that loads the file of a large dossier.
const LOADER: &str = "corpus.js";

/// The JSON Schema of what the page gives as JSON.
const SCHEMA: &str = "corpus.schema.json";

/// The program that is fetched when somebody asks for a tool.
const TOOLS: &str = "tools";

/// What the page was made from and with: what the build knows (commit and tools), and the hashes of all files.
const INFO: &str = "build-info.json";

/// The hashes of all that is published, as `sha256sum -c` reads them.
const SUMS: &str = "SHA256SUMS";

/// Completes the page in `dist`, fresh from `trunk build`, with the dossier in `seeds`.
///
/// # Errors
/// One line, when the seeds are bad, a file cannot be read or written, or `dist` is not as Trunk leaves it; a `dist`
/// that was published before is such a case.
pub fn publish(dist: &Path, seeds: &Path) -> Result<(), String> {
    let index = dist.join("index.html");
    let mut html = read(&index)?;
    if !html.contains("<!--static-->") {
        return Err(format!("{}: published before; run `trunk build` again", index.display()));
    }
    let parsed = parse::dossier(read_seeds(seeds)?)?;
    parse::verify(&parsed.corpus, &parsed.sources)?;
    let apart = parsed.apart();
    // The components of the page keep what they read as long as it lives: here as long as the command runs.
    let corpus: &'static model::Corpus = Box::leak(Box::new(parsed.corpus.clone()));
    let sources: Vec<&'static str> = parsed.sources.iter().map(|source| &*source.clone().leak()).collect();
    let pages = Pages::of(corpus, sources.leak(), apart);
    let (address, contact) = (parsed.address.as_deref(), parsed.contact.as_deref());
    let site = Site { corpus, pages: &pages, apart, address, contact };
    for script in ["boot.js", LOADER, "embed.js", "sw.js"] {
        let path = dist.join(script);
        write(&path, lean_js(&read(&path)?).as_bytes())?;
    }
    html = join_style_sheets(dist, &html)?;
    html = name_by_content(dist, &html)?;
    html = without_comments(&pages::fill(&html, &site)?);
    name_the_app(&dist.join("manifest.webmanifest"), corpus)?;
    write(&dist.join("_headers"), headers(&html)?.as_bytes())?;
    write(&dist.join(".nojekyll"), b"")?;
    write(&dist.join(SCHEMA), crate::schema().as_bytes())?;
    if let Some(address) = site.address {
        html = feeds::feeds(dist, &html, &site, address)?;
    }
    let sheet = html.find("<link rel=\"stylesheet\"").and_then(|at| attribute(&html[at..], "href"));
    site.write(dist, base_name(sheet.ok_or("index.html: no style sheet")?))?;
    if apart {
        html = put_apart(dist, &html, parsed)?;
    } else {
        fs::remove_file(dist.join(LOADER)).map_err(|e| at(&dist.join(LOADER), e))?;
        let whole = one_file::one_file(dist, &html, &pages.one_file())?;
        write(&dist.join(one_file::ONE_FILE), whole.as_bytes())?;
    }
    write(&index, html.as_bytes())?;
    list_for_the_worker(dist)?;
    describe(dist, corpus)?;
    let sums = hashes(dist)?.into_iter().map(|(name, hash)| format!("{hash}  {name}\n")).collect::<String>();
    write(&dist.join(SUMS), sums.as_bytes())
}

/// Adds sources and files to what the build said of itself, or to nothing where it said nothing.
fn describe(dist: &Path, corpus: &model::Corpus) -> Result<(), String> {
    let path = dist.join(INFO);
    let mut info: serde_json::Map<String, serde_json::Value> = match path.is_file() {
        true => serde_json::from_str(&read(&path)?).map_err(|e| at(&path, e))?,
        false => serde_json::Map::new(),
    };
    let sources: BTreeMap<&str, &str> =
        corpus.documents.iter().map(|d| (d.source.file.as_str(), d.source.sha256.as_str())).collect();
    let mut files = hashes(dist)?;
    files.retain(|name, _| name != INFO);
    info.insert("sources".to_owned(), serde_json::json!(sources));
    info.insert("files".to_owned(), serde_json::json!(files));
    let text = serde_json::to_string_pretty(&info).map_err(|e| at(&path, e))?;
    write(&path, format!("{text}\n").as_bytes())
}

/// The SHA-256 of every file below `dist`, by its name.
fn hashes(dist: &Path) -> Result<BTreeMap<String, String>, String> {
    let hash = |name: String| {
        let bytes = fs::read(dist.join(&name)).map_err(|e| at(&dist.join(&name), e))?;
        Ok((name, sha256(&bytes)))
    };
    listed(dist, "")?.into_iter().map(hash).collect()
}

/// Every file below a folder, relative to it, sorted.
fn listed(folder: &Path, below: &str) -> Result<Vec<String>, String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(|e| at(folder, e))? {
        let path = entry.map_err(|e| at(folder, e))?.path();
        let name = format!("{below}{}", path.file_name().unwrap_or_default().to_string_lossy());
        if path.is_dir() {
            names.extend(listed(&path, &format!("{name}/"))?);
        } else {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// Writes the documents into a file that is named by its content, and tells the start script of it.
///
/// The file is compressed as it lies there, because not every host compresses what it does not know; gzip, because
/// browsers can inflate it.
fn put_apart(dist: &Path, html: &str, parsed: Parsed) -> Result<String, String> {
    let bytes = gzip(&corpus::encode(parsed)?)?;
    let name = format!("corpus-{}.bin", &sha256(&bytes)[..16]);
    write(&dist.join(&name), &bytes)?;
    let mark = format!(" data-corpus=\"./{name}\" data-corpus-bytes=\"{}\" data-wasm=\"", bytes.len());
    let html = replace_once(html, " data-wasm=\"", &mark)?;
    // The wasm waits for the documents; browsers warn of what is preloaded and not used within seconds.
    let Some(start) = html.find("<link rel=\"preload\"") else { return Ok(html) };
    let end = html[start..].find('>').map_or(html.len(), |at| start + at + 1);
    Ok(html[..start].to_owned() + &html[end..])
}

/// Compressed as well as gzip can; without name and time, so that the same bytes give the same bytes.
fn gzip(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).map_err(|e| e.to_string())
}

/// Every seed of the folder, sorted by name.
///
/// # Errors
/// One line, when the folder or a file cannot be read.
pub fn read_seeds(folder: &Path) -> Result<Vec<parse::SeedFile>, String> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(|e| at(folder, e))? {
        let path = entry.map_err(|e| at(folder, e))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_file() && parse::is_seed(&name) {
            files.push(parse::SeedFile { bytes: fs::read(&path).map_err(|e| at(&path, e))?, name });
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

/// One style sheet in place of one per cascade layer: one request, and nothing is painted half styled.
fn join_style_sheets(dist: &Path, html: &str) -> Result<String, String> {
    let mut sheet = String::new();
    let mut rest = html;
    let mut out = String::new();
    while let Some(start) = rest.find("<link rel=\"stylesheet\"") {
        let end = start + rest[start..].find('>').ok_or("index.html: a style sheet link does not end")? + 1;
        let path = dist
            .join(attribute(&rest[start..end], "href").ok_or("index.html: a style sheet has no address")?);
        sheet.push_str(&lean_css(&read(&path)?));
        fs::remove_file(&path).map_err(|e| at(&path, e))?;
        out.push_str(&rest[..start]);
        rest = &rest[end..];
    }
    if sheet.is_empty() {
        return Err("index.html: no style sheet found; run `trunk build` again before `publish`".to_owned());
    }
    let name = format!("style-{}.css", &sha256(sheet.as_bytes())[..16]);
    write(&dist.join(&name), sheet.as_bytes())?;
    out.push_str(rest);
    replace_once(&out, "</head>", &format!("<link rel=\"stylesheet\" href=\"./{name}\">\n</head>"))
}

/// A style sheet without comments, indentation and empty lines; the text of strings stays.
fn lean_css(css: &str) -> String {
    let mut out = String::new();
    let mut rest = css;
    while let Some(at) = rest.find(['"', '\'', '/']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = if rest.starts_with("/*") {
            rest = &rest[rest.find("*/").map_or(rest.len(), |end| end + 2)..];
            continue;
        } else if rest.starts_with('/') {
            1
        } else {
            string_length(rest)
        };
        out.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    out.push_str(rest);
    let mut lean = String::new();
    for line in out.lines().map(str::trim).filter(|line| !line.is_empty()) {
        lean.push_str(line);
        lean.push('\n');
    }
    lean
}

/// A script without indentation, empty lines and the lines that are comment from end to end.
///
/// One with a template literal over several lines stays as it is: there such a line could be text.
fn lean_js(js: &str) -> String {
    if js.lines().any(|line| line.matches('`').count() % 2 == 1) {
        return js.to_owned();
    }
    let mut lean = String::new();
    let mut in_comment = false;
    for mut line in js.lines().map(str::trim) {
        in_comment |= line.starts_with("/*");
        if in_comment {
            let Some(end) = line.find("*/") else { continue };
            in_comment = false;
            line = line[end + 2..].trim_start();
        }
        if !line.is_empty() && !line.starts_with("//") {
            lean.push_str(line);
            lean.push('\n');
        }
    }
    lean
}

/// Length of the quoted string that `text` begins with, both quotes included.
fn string_length(text: &str) -> usize {
    let quote = text.as_bytes()[0];
    let mut escaped = false;
    for (i, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            _ if byte == quote => return i + 1,
            _ => {}
        }
    }
    text.len()
}

/// Renames wasm and glue by their content.
///
/// Trunk names them by what cargo made, before wasm-bindgen and wasm-opt: the same name can hold other bytes, and a
/// browser that kept one of the two from an earlier build would start a pair that does not fit.
fn name_by_content(dist: &Path, html: &str) -> Result<String, String> {
    let old_wasm =
        attribute(html, "data-wasm").ok_or("index.html: the start script does not name the wasm")?;
    let old_glue = attribute(html, "data-js").ok_or("index.html: the start script does not name the glue")?;
    let [glue, wasm] = named(dist, "app", base_name(old_glue), base_name(old_wasm))?;
    let mark = format!(" data-js=\"./{glue}\"");
    let html = html.replace(base_name(old_wasm), &wasm).replace(base_name(old_glue), &glue);
    let [glue, wasm] = named(dist, TOOLS, "tools.js", "tools_bg.wasm")?;
    replace_once(&html, &mark, &format!("{mark} data-tools=\"./{glue}\" data-tools-wasm=\"./{wasm}\""))
}

/// Gives a program and its glue names by their content; returns those of the glue and of the wasm.
fn named(dist: &Path, program: &str, old_glue: &str, old_wasm: &str) -> Result<[String; 2], String> {
    let bytes = fs::read(dist.join(old_wasm)).map_err(|e| at(&dist.join(old_wasm), e))?;
    let wasm = format!("{program}-{}.wasm", &sha256(&bytes)[..16]);
    let source = lean_js(&read(&dist.join(old_glue))?).replace(old_wasm, &wasm);
    let glue = format!("{program}-{}.js", &sha256(source.as_bytes())[..16]);

    write(&dist.join(&wasm), &bytes)?;
    write(&dist.join(&glue), source.as_bytes())?;
    for old in [old_wasm, old_glue] {
        fs::remove_file(dist.join(old)).map_err(|e| at(&dist.join(old), e))?;
    }
    Ok([glue, wasm])
}

/// The installed page bears the name of the dossier.
fn name_the_app(manifest: &Path, corpus: &model::Corpus) -> Result<(), String> {
    let Some(dossier) = &corpus.dossier else { return Ok(()) };
    let name = serde_json::to_string(&dossier.title.nl).map_err(|e| at(manifest, e))?;
    let text = replace_once(&read(manifest)?, "\"name\": \"Inzage\"", &format!("\"name\": {name}"))?;
    write(manifest, text.as_bytes())
}

/// Headers in the form that Netlify, Cloudflare Pages and others read. The policy is the page's own, with the one
/// directive that works only as a header: any site may embed.
fn headers(html: &str) -> Result<String, String> {
    let from = html.find("Content-Security-Policy").ok_or("index.html: no content policy")?;
    let policy = attribute(&html[from..], "content").ok_or("index.html: the content policy is empty")?;
    Ok(format!(
        "/*\n  Content-Security-Policy: {policy}; frame-ancestors *\n  X-Content-Type-Options: nosniff\n  \
         Referrer-Policy: no-referrer\n  Access-Control-Allow-Origin: *\n"
    ))
}

/// Gives sw.js the SHA-256 of every file, and a name for this build that is a hash over them all.
fn list_for_the_worker(dist: &Path) -> Result<(), String> {
    let worker = dist.join("sw.js");
    let template = read(&worker)?;
    let mut files = BTreeMap::new();
    collect(dist, "", &mut files)?;
    let mut all = Sha256::new();
    all.update(&template);
    for (address, hash) in &files {
        all.update(format!("{address}\n{hash}\n"));
    }
    let build = hex(&all.finalize());
    // What is fetched when it is asked for is kept from then on.
    let later: BTreeMap<String, String> = files.extract_if(.., |name, _| name.starts_with(TOOLS)).collect();
    let json = |files: &BTreeMap<String, String>| serde_json::to_string(files).map_err(|e| e.to_string());
    let filled = format!(
        "const BUILD=\"{}\",FILES={},LATER={};\n{template}",
        &build[..16],
        json(&files)?,
        json(&later)?
    );
    write(&worker, filled.as_bytes())
}

/// Hexadecimal digits of a hash that the worker compares: 128 bits, as nobody can make other bytes for; the rest would be
/// 200 bytes of every first visit.
const KEPT: usize = 32;

/// Addresses relative to `dist`, with the hash of the bytes. Left out: the worker itself, which browsers keep on their
/// own; what speaks to the host (`_headers`, and every name that begins with a dot), to other programs or other
/// people's pages; the static pages and the page in one file, which hold what the page has too.
fn collect(folder: &Path, below: &str, files: &mut BTreeMap<String, String>) -> Result<(), String> {
    for entry in fs::read_dir(folder).map_err(|e| at(folder, e))? {
        let path = entry.map_err(|e| at(folder, e))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let address = format!("{below}{name}");
        let besides =
            ["sw.js", "embed.js", "inzage.d.ts", "_headers", one_file::ONE_FILE, SUMS, SCHEMA, INFO];
        let folders = [app::pages::FOLDER.trim_end_matches('/'), pages::ACCESS, "examples"];
        let besides = besides.iter().chain(&folders);
        if name.starts_with('.') || besides.chain(&feeds::FEEDS).any(|other| *other == address) {
            continue;
        }
        if !name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b)) {
            return Err(format!("{}: expected a name of letters, digits, '-', '_' and '.'", path.display()));
        }
        if path.is_dir() {
            collect(&path, &format!("{address}/"), files)?;
        } else {
            let bytes = fs::read(&path).map_err(|e| at(&path, e))?;
            // Hosts answer a folder with its index.html and may redirect the longer name.
            let address = address.strip_suffix("index.html").unwrap_or(&address).to_owned();
            files.insert(address, sha256(&bytes)[..KEPT].to_owned());
        }
    }
    Ok(())
}

/// HTML without its comments; they are for us.
fn without_comments(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<!--") {
        out.push_str(before.trim_end());
        rest = after.split_once("-->").map_or("", |(_, rest)| rest);
    }
    out + rest
}

/// The value of the first `name="…"` in `html`.
fn attribute<'a>(html: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = html.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| value).filter(|value| !value.is_empty())
}

fn base_name(address: &str) -> &str {
    address.rsplit('/').next().unwrap_or(address)
}

fn replace_once(text: &str, from: &str, to: &str) -> Result<String, String> {
    if text.matches(from).count() != 1 {
        return Err(format!(
            "expected `{from}` once, found it {} times; run `trunk build` again",
            text.matches(from).count()
        ));
    }
    Ok(text.replacen(from, to, 1))
}

fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|e| at(path, e))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(path, bytes).map_err(|e| at(path, e))
}

fn at(path: &Path, error: impl std::fmt::Display) -> String {
    format!("{}: {error}", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    const INDEX: &str = r#"<!doctype html><head>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<title>Inzage</title><link rel="stylesheet" href="./a-1.css"><link rel="stylesheet" href="./b-1.css">
<script src="./boot.js" data-js="./app-1.js" data-wasm="./app-1_bg.wasm"></script>
<link rel="icon" href="icon.svg" type="image/svg+xml"><link rel="manifest" href="manifest.webmanifest">
<link rel="preload" href="./app-1_bg.wasm" as="fetch"><link rel="modulepreload" href="./app-1.js">
</head><body><!-- note --><div id="static"><!--static--></div>
<div id="app"></div></body>"#;

    /// A folder as Trunk leaves it, for one test.
    fn built(name: &str) -> PathBuf {
        let dist = std::env::temp_dir().join(format!("inzage-publish-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&dist);
        fs::create_dir_all(dist.join("icons")).unwrap();
        for (file, text) in [
            ("index.html", INDEX),
            ("a-1.css", "/* one */\n@layer a {\n  p { color: red }\n}\n"),
            ("b-1.css", "q::before { content: \"/* kept */\" }\n"),
            ("app-1.js", "load('app-1_bg.wasm')"),
            ("app-1_bg.wasm", "wasm"),
            ("tools.js", "load('tools_bg.wasm')"),
            ("tools_bg.wasm", "more wasm"),
            ("boot.js", "boot()"),
            ("corpus.js", "load()"),
            ("embed.js", "embed()"),
            ("icon.svg", "<svg/>"),
            ("icons/icon.svg", "<svg/>"),
            ("manifest.webmanifest", "{ \"name\": \"Inzage\" }"),
            ("sw.js", "work()"),
        ] {
            fs::write(dist.join(file), text).unwrap();
        }
        dist
    }

    fn seeds() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds")
    }

    #[test]
    fn the_worker_lists_every_file_with_the_hash_of_its_bytes() {
        let dist = built("list");
        publish(&dist, &seeds()).unwrap();
        let worker = read(&dist.join("sw.js")).unwrap();
        let mut files = BTreeMap::new();
        collect(&dist, "", &mut files).unwrap();
        assert_eq!(files.len(), 10, "page, style, two wasm and glue, boot, two icons, manifest: {files:?}");
        let (now, later) = worker.split_once("LATER").unwrap();
        assert!(later.contains("tools-") && !now.contains("tools-"), "{worker}");
        assert_eq!(files[""], sha256(&fs::read(dist.join("index.html")).unwrap())[..KEPT]);
        for (address, hash) in files {
            assert!(worker.contains(&format!("\"{address}\":\"{hash}\"")), "{address}");
        }
        fs::remove_dir_all(dist).unwrap();
    }

    #[test]
    fn the_same_input_gives_the_same_bytes_and_other_input_another_build() {
        let worker = |name: &str, boot: &str| {
            let dist = built(name);
            fs::write(dist.join("boot.js"), boot).unwrap();
            publish(&dist, &seeds()).unwrap();
            let text = read(&dist.join("sw.js")).unwrap();
            fs::remove_dir_all(dist).unwrap();
            text.lines().next().unwrap().to_owned()
        };
        assert_eq!(worker("same-1", "a"), worker("same-2", "a"));
        assert_ne!(worker("other-1", "a"), worker("other-2", "b"));
    }

    #[test]
    fn every_name_of_a_moved_file_follows_it() {
        let dist = built("names");
        publish(&dist, &seeds()).unwrap();
        let html = read(&dist.join("index.html")).unwrap();
        for name in ["data-js", "data-wasm"] {
            assert!(dist.join(attribute(&html, name).unwrap()).is_file(), "{name}");
        }
        let glue = read(&dist.join(attribute(&html, "data-js").unwrap())).unwrap();
        assert!(glue.contains(base_name(attribute(&html, "data-wasm").unwrap())), "{glue}");
        let style =
            read(&dist.join(attribute(&html[html.find("stylesheet").unwrap()..], "href").unwrap())).unwrap();
        assert_eq!(style, "@layer a {\np { color: red }\n}\nq::before { content: \"/* kept */\" }\n");
        assert!(!html.contains("<!--"), "{html}");
        fs::remove_dir_all(dist).unwrap();
    }

    #[test]
    fn a_script_loses_its_comments_and_nothing_that_runs() {
        let js = "/**\n * About.\n */\n// One.\nlet a = 1; // kept\n\n  let u = 'https://x';\n/* b */\n/* c */ run(a);\n";
        assert_eq!(lean_js(js), "let a = 1; // kept\nlet u = 'https://x';\nrun(a);\n");
        let template = "let t = `\n// text\n`;\n";
        assert_eq!(lean_js(template), template);
    }

    #[test]
    fn the_header_has_the_policy_of_the_page_and_lets_any_site_embed() {
        assert!(headers(INDEX).unwrap().contains("default-src 'none'; frame-ancestors *\n"));
    }

    #[test]
    fn a_dossier_that_is_apart_is_a_file_that_the_start_script_names() {
        let copy = std::env::temp_dir().join(format!("inzage-publish-seeds-{}", std::process::id()));
        let _ = fs::remove_dir_all(&copy);
        fs::create_dir_all(&copy).unwrap();
        for file in read_seeds(&seeds()).unwrap() {
            let text = String::from_utf8(file.bytes).unwrap();
            fs::write(copy.join(file.name), text.replace("corpus = \"auto\"", "corpus = \"file\"")).unwrap();
        }
        let dist = built("apart");
        publish(&dist, &copy).unwrap();
        let html = read(&dist.join("index.html")).unwrap();
        let name = base_name(attribute(&html, "data-corpus").unwrap()).to_owned();
        let bytes = fs::read(dist.join(&name)).unwrap();
        assert_eq!(name, format!("corpus-{}.bin", &sha256(&bytes)[..16]));
        assert_eq!(attribute(&html, "data-corpus-bytes"), Some(bytes.len().to_string().as_str()));
        assert_eq!(bytes[..8], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0], "no name and no time");
        let mut inflated = Vec::new();
        std::io::copy(&mut flate2::read::GzDecoder::new(&bytes[..]), &mut inflated).unwrap();
        assert_eq!(inflated, corpus::encode(parse::dossier(read_seeds(&copy).unwrap()).unwrap()).unwrap());
        assert!(
            html.contains("5 documenten: <a href=\"./documenten/index.html\">") && !html.contains("<article"),
            "{html}"
        );

        let sums = read(&dist.join(SUMS)).unwrap();
        assert!(sums.contains(&format!("{}  {name}\n", sha256(&bytes))) && !sums.contains(SUMS), "{sums}");

        let list = read(&dist.join("documenten/index.html")).unwrap();
        assert!(!list.contains("<script") && !list.contains("preload"), "{list}");
        let style =
            |html: &str| attribute(&html[html.find("stylesheet").unwrap()..], "href").unwrap().to_owned();
        assert_eq!(base_name(&style(&list)), base_name(&style(&html)));
        assert!(!dist.join(one_file::ONE_FILE).exists());
        for document in &corpus::load().documents {
            assert_eq!(list.matches(&format!("../index.html#doc={}\"", document.id)).count(), 1, "{list}");
            assert!(!dist.join(format!("documenten/{}", document.id)).exists());
        }
        let worker = read(&dist.join("sw.js")).unwrap();
        assert!(worker.contains(&name) && worker.contains(LOADER), "{worker}");
        fs::remove_dir_all(dist).unwrap();
        fs::remove_dir_all(copy).unwrap();
    }

    #[test]
    fn a_page_with_an_address_has_feeds_and_one_without_has_none() {
        let copy = std::env::temp_dir().join(format!("inzage-publish-feed-seeds-{}", std::process::id()));
        let _ = fs::remove_dir_all(&copy);
        fs::create_dir_all(&copy).unwrap();
        let address = "https://example.org/a&b/";
        for file in read_seeds(&seeds()).unwrap() {
            let text = String::from_utf8(file.bytes).unwrap();
            let own = format!("corpus = \"auto\"\naddress = \"{address}\"");
            fs::write(copy.join(file.name), text.replace("corpus = \"auto\"", &own)).unwrap();
        }
        let (with, without) = (built("feeds"), built("no-feeds"));
        publish(&with, &copy).unwrap();
        publish(&without, &seeds()).unwrap();
        let atom = read(&with.join("feed.atom")).unwrap();
        // The letter of November 2025 has no last possible day.
        assert_eq!(atom.matches("<entry>").count(), 4);
        assert!(
            atom.contains("<id>https://example.org/a&amp;b/documenten/kamerbrief-2023-05-08/</id>"),
            "{atom}"
        );
        assert!(atom.contains("<updated>2025-11-18T00:00:00Z</updated>\n<entry>"), "{atom}");
        let feed: serde_json::Value = serde_json::from_str(&read(&with.join("feed.json")).unwrap()).unwrap();
        assert_eq!(feed["items"].as_array().unwrap().len(), 5);
        assert!(feed["items"][0].get("date_published").is_none());
        let map = read(&with.join("sitemap.xml")).unwrap();
        assert_eq!(map.matches("<loc>https://example.org/a&amp;b/").count(), 8, "{map}");
        let own = "documenten/kamerbrief-2023-05-08/";
        let page = read(&with.join(own).join("index.html")).unwrap();
        for part in [
            "<meta name=\"citation_publication_date\" content=\"2023/05/08\">",
            "<meta name=\"DC.date\" content=\"2023-05-08\">",
            "content=\"https://example.org/a&amp;b/documenten/kamerbrief-2023-05-08/card.png\"",
            "type=\"application/json+oembed\"",
            "\"dateCreated\":\"2023-05-08\"",
        ] {
            assert!(page.contains(part), "{part} is missing in {page}");
        }
        let oembed: serde_json::Value =
            serde_json::from_str(&read(&with.join(own).join("oembed.json")).unwrap()).unwrap();
        assert_eq!((&oembed["type"], &oembed["width"]), (&"rich".into(), &700.into()));
        assert!(oembed["html"].as_str().unwrap().contains("a&amp;b/#doc=kamerbrief-2023-05-08&amp;embed"));
        assert!(!without.join(own).join("oembed.json").exists());
        let open = read(&with.join("documenten/kamerbrief-2025-11-24/index.html")).unwrap();
        assert!(!open.contains("citation_publication_date"), "its day is not certain");
        assert!(read(&with.join("index.html")).unwrap().contains("href=\"feed.atom\""));
        assert!(feeds::FEEDS.iter().all(|name| !without.join(name).exists()));
        assert!(!read(&with.join("sw.js")).unwrap().contains("feed."), "kept offline");
        for folder in [copy, with, without] {
            fs::remove_dir_all(folder).unwrap();
        }
    }

    #[test]
    fn one_file_holds_all_and_its_policy_names_its_blocks() {
        use base64::{Engine, prelude::BASE64_STANDARD};
        let dist = built("one");
        publish(&dist, &seeds()).unwrap();
        let html = read(&dist.join(one_file::ONE_FILE)).unwrap();
        let between =
            |from: &str, to: &str| html.split_once(from).unwrap().1.split_once(to).unwrap().0.to_owned();
        let decoded = |name: &str| {
            let (_, text) = attribute(&html, name).unwrap().split_once(";base64,").unwrap();
            String::from_utf8(BASE64_STANDARD.decode(text).unwrap()).unwrap()
        };
        assert_eq!(decoded("data-wasm"), "wasm");
        assert!(decoded("data-js").starts_with("load('app-"));
        for block in [between("<style>", "</style>"), between("base64,bW9yZSB3YXNt\">", "</script>")] {
            let hash = BASE64_STANDARD.encode(Sha256::digest(&block));
            assert!(html.contains(&format!("'sha256-{hash}'")), "{block}");
        }
        assert!(!html.contains("href=\"./") && !html.contains("src="), "it needs a file beside it");
        assert!(
            html.contains("id=\"kamerbrief-2023-05-08-p3\"")
                && html.contains("href=\"#beslisnota-2024-09-30-")
        );
        fs::remove_dir_all(dist).unwrap();
    }

    #[test]
    fn publishing_twice_is_refused_with_advice() {
        let dist = built("twice");
        publish(&dist, &seeds()).unwrap();
        let again = publish(&dist, &seeds()).unwrap_err();
        assert!(again.contains("run `trunk build` again"), "{again}");
        fs::remove_dir_all(dist).unwrap();
    }
}
