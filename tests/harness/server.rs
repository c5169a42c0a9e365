use super::SUB_PATH;
use flate2::{Compression, write::GzEncoder};
use std::{
    cell::Cell,
    collections::BTreeMap,
    fs,
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard},
    thread::{self, JoinHandle},
    time::Duration,
};

/// What a server says instead of a file.
#[derive(Clone, Debug)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// Media type.
    pub media: String,
    /// Body.
    pub body: Vec<u8>,
}

impl Reply {
    /// A page.
    pub fn html(body: impl Into<String>) -> Self {
        Self { status: 200, media: "text/html; charset=utf-8".into(), body: body.into().into_bytes() }
    }

    /// Nothing there.
    pub fn not_found() -> Self {
        Self { status: 404, media: "text/plain; charset=utf-8".into(), body: b"not found".to_vec() }
    }
}

thread_local! {
    /// Whether the page of this test is the one file.
    static ONE_FILE: Cell<bool> = const { Cell::new(false) };
}

/// From now on [`Server::page`] gives this test the page in one file, from its folder.
pub fn from_one_file() {
    ONE_FILE.set(true);
}

/// A static file host on a free loopback port, which can be stopped and started again on the same port.
pub struct Server {
    port: u16,
    site: Arc<Mutex<Site>>,
    running: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Site {
    folder: Option<PathBuf>,
    compresses: bool,
    headers: Vec<(String, Vec<(String, String)>)>,
    replies: BTreeMap<String, Reply>,
    held: Option<String>,
    asked: Vec<String>,
    stopping: bool,
}

impl Server {
    /// Lays `folder` at [`SUB_PATH`], with the headers of its `_headers` file.
    pub fn of(folder: &Path) -> Self {
        let headers = fs::read_to_string(folder.join("_headers")).unwrap_or_else(|error| {
            panic!("{}/_headers: {error}; run `cargo xtask build`", folder.display())
        });
        Self::start(Site { folder: Some(folder.into()), headers: rules(&headers), ..Site::default() })
    }

    /// The same from a host that compresses, as most do. (The other does not, so that a test can hold half a file back.)
    pub fn compressing(folder: &Path) -> Self {
        let server = Self::of(folder);
        server.site().compresses = true;
        server
    }

    /// A host of hand-made pages only.
    pub fn empty() -> Self {
        Self::start(Site::default())
    }

    fn start(site: Site) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a loopback port is free");
        let port = listener.local_addr().expect("it is bound").port();
        let site = Arc::new(Mutex::new(site));
        let running = Some(listen(listener, &site));
        Self { port, site, running }
    }

    /// `http://127.0.0.1:PORT`, the origin.
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Address of the page with a fragment, without `#`.
    pub fn page(&self, fragment: &str) -> String {
        let hash = if fragment.is_empty() { "" } else { "#" };
        if ONE_FILE.get() {
            let file = fs::canonicalize(super::dist().join("inzage.html")).expect("dist/ has the one file");
            return format!("file://{}{hash}{fragment}", file.display());
        }
        format!("{}{SUB_PATH}{hash}{fragment}", self.origin())
    }

    /// Answers `path` (from the root, with leading slash) with this from now on, whatever the folder holds.
    pub fn put(&self, path: &str, reply: Reply) {
        self.site().replies.insert(path.into(), reply);
    }

    /// Answers `path` from the folder again.
    pub fn forget(&self, path: &str) {
        self.site().replies.remove(path);
    }

    /// Sends half of the body of `path` and keeps the rest back until [`Self::release`].
    pub fn hold(&self, path: &str) {
        self.site().held = Some(path.into());
    }

    /// Sends what was kept back.
    pub fn release(&self) {
        self.site().held = None;
    }

    /// Every path that was asked for so far, in order.
    pub fn asked(&self) -> Vec<String> {
        self.site().asked.clone()
    }

    /// Refuses connections until [`Self::restart`].
    pub fn stop(&mut self) {
        let Some(running) = self.running.take() else { return };
        self.site().stopping = true;
        // The listener waits for a connection: this is the one that it sees the flag at.
        let _ = TcpStream::connect(("127.0.0.1", self.port));
        running.join().expect("the listener does not panic");
        self.site().stopping = false;
    }

    /// Listens again on the same port.
    pub fn restart(&mut self) {
        self.stop();
        let listener = TcpListener::bind(("127.0.0.1", self.port)).expect("nobody took the port meanwhile");
        self.running = Some(listen(listener, &self.site));
    }

    fn site(&self) -> MutexGuard<'_, Site> {
        lock(&self.site)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

fn lock(site: &Mutex<Site>) -> MutexGuard<'_, Site> {
    site.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn listen(listener: TcpListener, site: &Arc<Mutex<Site>>) -> JoinHandle<()> {
    let site = Arc::clone(site);
    thread::spawn(move || {
        for stream in listener.incoming() {
            if lock(&site).stopping {
                return;
            }
            let Ok(stream) = stream else { continue };
            let site = Arc::clone(&site);
            // A browser that leaves in the middle of an answer is no fault.
            thread::spawn(move || answer(stream, &site).ok());
        }
    })
}

fn answer(mut stream: TcpStream, site: &Mutex<Site>) -> std::io::Result<()> {
    // Browsers open connections in store; one that says nothing for 10 s is such.
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let (mut header, mut inflates) = (String::new(), false);
    while reader.read_line(&mut header)? > 2 {
        let (name, value) = header.split_once(':').unwrap_or_default();
        inflates |= name.eq_ignore_ascii_case("accept-encoding") && value.contains("gzip");
        header.clear();
    }
    let mut words = line.split(' ');
    let (Some(method), Some(target)) = (words.next(), words.next()) else { return Ok(()) };
    let path = target.split(['?', '#']).next().unwrap_or_default();

    let (mut reply, mut headers, compresses) = {
        let mut site = lock(site);
        site.asked.push(path.to_owned());
        let (reply, headers) = site.reply(path);
        (reply, headers, site.compresses)
    };
    if compresses && inflates && !reply.media.starts_with("image/png") {
        let mut packed = GzEncoder::new(Vec::new(), Compression::default());
        packed.write_all(&reply.body)?;
        reply.body = packed.finish()?;
        headers.push(("content-encoding".into(), "gzip".into()));
    }
    let mut head = format!(
        "HTTP/1.1 {} -\r\ncontent-type: {}\r\ncontent-length: {}\r\ncache-control: no-cache\r\nconnection: close\r\n",
        reply.status,
        reply.media,
        reply.body.len()
    );
    for (name, value) in headers {
        head += &format!("{name}: {value}\r\n");
    }
    stream.write_all(format!("{head}\r\n").as_bytes())?;
    if method != "HEAD" {
        let held = || {
            let site = lock(site);
            !site.stopping && site.held.as_deref() == Some(path)
        };
        let (first, rest) = reply.body.split_at(if held() { reply.body.len() / 2 } else { 0 });
        stream.write_all(first)?;
        while held() {
            thread::sleep(Duration::from_millis(10));
        }
        stream.write_all(rest)?;
    }
    stream.flush()
}

impl Site {
    fn reply(&self, path: &str) -> (Reply, Vec<(String, String)>) {
        let inside = path.strip_prefix(SUB_PATH).filter(|_| self.folder.is_some());
        let headers = match inside {
            Some(inside) => self
                .headers
                .iter()
                .filter(|(pattern, _)| applies(pattern, inside))
                .flat_map(|(_, headers)| headers.clone())
                .collect(),
            None => Vec::new(),
        };
        if let Some(reply) = self.replies.get(path) {
            return (reply.clone(), headers);
        }
        let file = match (inside, &self.folder) {
            // No name of the page holds `..`; nothing outside the folder is served.
            (Some(inside), Some(folder)) if !inside.contains("..") => {
                let file = folder.join(inside);
                if inside.is_empty() || inside.ends_with('/') { file.join("index.html") } else { file }
            }
            _ => return (Reply::not_found(), headers),
        };
        match fs::read(&file) {
            Ok(body) => (Reply { status: 200, media: media(&file).into(), body }, headers),
            Err(_) => (Reply::not_found(), headers),
        }
    }
}

fn media(file: &Path) -> &'static str {
    match file.extension().and_then(|e| e.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "txt" | "md" => "text/plain; charset=utf-8",
        "xml" => "application/xml",
        _ => "application/octet-stream",
    }
}

/// The rules of a `_headers` file: a path on a line of its own, below it indented `Name: value` lines, `#` comments.
fn rules(text: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut rules: Vec<(String, Vec<(String, String)>)> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#')) {
        if !line.starts_with(char::is_whitespace) {
            rules.push((line.trim().into(), Vec::new()));
        } else if let (Some((_, headers)), Some((name, value))) = (rules.last_mut(), line.split_once(':')) {
            headers.push((name.trim().into(), value.trim().into()));
        }
    }
    rules
}

/// Does a pattern (`/*`, `/*.wasm`, `/sw.js`) cover the path below the page's folder?
fn applies(pattern: &str, path: &str) -> bool {
    let pattern = pattern.trim_start_matches('/');
    match pattern.split_once('*') {
        Some((start, end)) => path.starts_with(start) && path.ends_with(end),
        None => pattern == path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headers_file_is_read_by_path_and_line() {
        let rules = rules("# note\n/*\n  X-A: 1\n  X-B: a: b\n/sw.js\n  Cache-Control: no-cache\n");
        assert_eq!(rules[0].1[1], ("X-B".into(), "a: b".into()));
        assert_eq!(rules[1].0, "/sw.js");
        assert!(applies("/*", "x/y") && applies("/*.js", "sw.js") && applies("/sw.js", "sw.js"));
        assert!(!applies("/sw.js", "x.js") && !applies("/*.js", "a.css"));
    }
}
