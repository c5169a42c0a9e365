//! Serves `dist/` on this machine, as any static host would.

use crate::{page, say, sizes};
use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

/// Builds the page and serves it until ctrl-c. Without `port`: 8080, or a free one when it is taken.
pub fn run(root: &Path, port: Option<u16>) -> Result<(), String> {
    page::build(root)?;
    if let Err(message) = sizes::report(root) {
        eprintln!("warning: {message}"); // the page works; `test` is what refuses
    }
    let listener = match port {
        Some(port) => listen(port).map_err(|e| format!("port {port} cannot be used: {e}"))?,
        None => listen(8080).or_else(|_| listen(0)).map_err(|e| format!("no port can be used: {e}"))?,
    };
    let address = listener.local_addr().map_err(|e| e.to_string())?;
    say(&format!("http://{address}/  (ctrl-c ends)"));
    let dist = root.join("dist");
    for stream in listener.incoming().flatten() {
        let dist = dist.clone();
        // Whoever hangs up early harms only itself.
        thread::spawn(move || drop(answer(&dist, stream)));
    }
    Ok(())
}

fn listen(port: u16) -> std::io::Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
}

fn answer(dist: &Path, mut stream: TcpStream) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?; // browsers open connections ahead and leave them
    let mut lines = BufReader::new(stream.try_clone()?.take(64 * 1024)).lines(); // no browser sends longer headers
    let request = lines.next().transpose()?.unwrap_or_default();
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}

    let mut words = request.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let file = file(dist, target).and_then(|path| Some((fs::read(&path).ok()?, media_type(&path))));
    let (status, media, body) = match file {
        _ if method != "GET" && method != "HEAD" => {
            ("405 Method Not Allowed", "text/plain", b"GET or HEAD\n".to_vec())
        }
        Some((body, media)) => ("200 OK", media, body),
        None => ("404 Not Found", "text/plain", b"not found\n".to_vec()),
    };
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {media}\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\
         X-Content-Type-Options: nosniff\r\nAccess-Control-Allow-Origin: *\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    if method != "HEAD" {
        stream.write_all(&body)?;
    }
    stream.flush()
}

/// The file that an address names; a folder is its index.html. `None` for what would leave `dist`.
fn file(dist: &Path, target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let mut file = dist.to_owned();
    for part in path.split('/').filter(|part| !part.is_empty()) {
        // No name in dist needs percent-encoding, so there is none to undo.
        if part.starts_with('.') || part.contains(['\\', '%', ':']) {
            return None;
        }
        file.push(part);
    }
    Some(if file.is_dir() { file.join("index.html") } else { file })
}

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        _ => "text/plain; charset=utf-8",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_file_of_dist_and_nothing_outside() {
        let dist = Path::new("dist-of-a-test");
        assert_eq!(file(dist, "/boot.js?v=1"), Some(dist.join("boot.js")));
        for outside in ["/../Cargo.toml", "/a/../../b", "/%2e%2e/x", "/.git/config", "//../x", "x", ""] {
            assert_eq!(file(dist, outside), None, "{outside}");
        }
    }

    #[test]
    fn wasm_has_its_media_type_because_browsers_compile_no_other() {
        assert_eq!(media_type(Path::new("app.wasm")), "application/wasm");
    }
}
