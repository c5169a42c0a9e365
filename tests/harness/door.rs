use std::{
    io::{BufRead, BufReader},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::Duration,
};

/// Where a browser has to go for any host but this machine: a proxy that lets nothing through and notes what was asked.
pub(super) struct Door {
    /// `127.0.0.1:PORT`
    pub address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Door {
    /// Listens until the tests end.
    pub fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a loopback port is free");
        let address = listener.local_addr().expect("it is bound").to_string();
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let notes = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming().filter_map(Result::ok) {
                let notes = Arc::clone(&notes);
                thread::spawn(move || {
                    if let Some(line) = first_line(stream) {
                        notes.lock().unwrap_or_else(PoisonError::into_inner).push(line);
                    }
                });
            }
        });
        Self { address, asked }
    }

    /// What pages asked since the last time: `CONNECT example.org:443` or `GET http://example.org/`.
    pub fn asked(&self) -> Vec<String> {
        let mut asked = std::mem::take(&mut *self.asked.lock().unwrap_or_else(PoisonError::into_inner));
        asked.retain(|line| !is_of_the_browser(line));
        asked
    }
}

/// Updates, settings and sign-in that the browsers ask for themselves, in whatever version. What pages usually ask of the
/// same companies (fonts, scripts) is not among them.
fn is_of_the_browser(line: &str) -> bool {
    let address = line.split_once(' ').map_or(line, |(_, address)| address);
    let address = address.strip_prefix("http://").unwrap_or(address);
    let host = address.split([':', '/']).next().unwrap_or_default();
    let of =
        |domain: &str| host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    ["mozilla.com", "mozilla.org", "mozilla.net", "firefox.com", "google.com", "gvt1.com", "googleapis.com"]
        .into_iter()
        .any(of)
        && !["fonts.googleapis.com", "ajax.googleapis.com", "storage.googleapis.com"].contains(&host)
}

/// The request, without its protocol; nothing from a connection that says nothing for 10 s.
fn first_line(stream: TcpStream) -> Option<String> {
    stream.set_read_timeout(Some(Duration::from_secs(10))).ok()?;
    let mut line = String::new();
    BufReader::new(stream).read_line(&mut line).ok()?;
    Some(line.rsplit_once(' ')?.0.to_owned())
}
