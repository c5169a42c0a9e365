use serde_json::Value;
use std::{
    fmt,
    io::{BufRead, BufReader},
    os::unix::process::CommandExt,
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

/// A browser that the page has to work in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Browser {
    /// Chromium with chromedriver.
    Chromium,
    /// Firefox with geckodriver.
    Firefox,
}

impl Browser {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Chromium, Self::Firefox];

    /// Is it asked for? `INZAGE_BROWSER` names one; without it both are.
    ///
    /// # Panics
    /// When the variable names something else.
    pub fn asked_for(self) -> bool {
        match std::env::var("INZAGE_BROWSER").as_deref() {
            Err(_) | Ok("") => true,
            Ok("chromium") => self == Self::Chromium,
            Ok("firefox") => self == Self::Firefox,
            Ok(other) => panic!("INZAGE_BROWSER: expected chromium or firefox, found {other}"),
        }
    }

    fn driver(self) -> &'static str {
        match self {
            Self::Chromium => "chromedriver",
            Self::Firefox => "geckodriver",
        }
    }

    /// The browser's own program, the first of its usual names on PATH.
    ///
    /// # Panics
    /// When there is none.
    pub fn program(self) -> PathBuf {
        let names: &[&str] = match self {
            Self::Chromium => &["chromium", "chromium-browser", "google-chrome"],
            Self::Firefox => &["firefox-esr", "firefox"],
        };
        names.iter().find_map(|name| on_path(name)).unwrap_or_else(|| {
            panic!("none of {names:?} is on PATH: run `cargo xtask test`, which installs it")
        })
    }
}

impl fmt::Display for Browser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
        })
    }
}

fn on_path(name: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

/// A running driver, ended when dropped.
pub(super) struct Driver {
    process: Child,
    /// `http://127.0.0.1:PORT`
    address: String,
    agent: ureq::Agent,
}

/// A WebDriver error: its code (`no such element`) and its message.
#[derive(Debug)]
pub(super) struct Refusal {
    pub code: String,
    pub message: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What follows the first line is the driver's own stack.
        write!(f, "{}: {}", self.code, self.message.lines().next().unwrap_or_default())
    }
}

impl Driver {
    pub fn start(browser: Browser) -> Self {
        // A busy machine has been seen to leave one hanging.
        let (process, port) =
            Self::listening(browser).or_else(|| Self::listening(browser)).unwrap_or_else(|| {
                panic!("{} does not say within 30 s on which port it listens, twice", browser.driver())
            });
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            // Above every limit that the drivers have themselves.
            .timeout_global(Some(Duration::from_secs(120)))
            .build()
            .new_agent();
        Self { process, address: format!("http://127.0.0.1:{port}"), agent }
    }

    /// A driver and its port; `None` where it does not say it.
    fn listening(browser: Browser) -> Option<(Child, u16)> {
        let name = browser.driver();
        let program = on_path(name)
            .unwrap_or_else(|| panic!("{name} is not on PATH: run `cargo xtask test`, which installs it"));
        let mut command = Command::new(program);
        match browser {
            // Firefox's sandbox asks a broker for each file of a typeface outside the usual folders: it is not told.
            Browser::Chromium => command.arg("--port=0").env("FONTCONFIG_FILE", super::fonts::settings()),
            Browser::Firefox => command.args(["--port", "0", "--websocket-port", "0"]),
        };
        // A group of its own, so that nothing that it starts outlives the test.
        let mut process = command
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{name} does not start: {error}"));

        let output = BufReader::new(process.stdout.take().expect("stdout is piped"));
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            // Reads on to the end, so that the driver never waits for a full pipe.
            for line in output.lines().map_while(Result::ok) {
                if let Some(port) = port_in(&line) {
                    let _ = sender.send(port);
                }
            }
        });
        // Both drivers say it within half a second on an idle machine.
        match receiver.recv_timeout(Duration::from_secs(30)) {
            Ok(port) => Some((process, port)),
            Err(_) => {
                let _ = process.kill();
                None
            }
        }
    }

    /// One WebDriver command. `path` starts with a slash.
    pub fn call(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value, Refusal> {
        let lost =
            |error: &dyn fmt::Display| Refusal { code: "no answer".into(), message: error.to_string() };
        let url = format!("{}{path}", self.address);
        let response = match method {
            "GET" => self.agent.get(url).call(),
            "DELETE" => self.agent.delete(url).call(),
            _ => self
                .agent
                .post(url)
                .header("content-type", "application/json; charset=utf-8")
                .send(body.map_or_else(|| "{}".into(), Value::to_string)),
        };
        let mut response = response.map_err(|error| lost(&error))?;
        let text = response
            .body_mut()
            .with_config()
            .limit(64 << 20) // a screenshot of a long page has a few MB
            .read_to_string()
            .map_err(|error| lost(&error))?;
        let mut answer: Value = serde_json::from_str(&text).map_err(|error| lost(&error))?;
        let value = answer["value"].take();
        if response.status().is_success() {
            return Ok(value);
        }
        let word = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
        Err(Refusal { code: word("error"), message: word("message") })
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // The session has closed its browser by now; this is for what it could not close.
        let group = format!("-{}", self.process.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.process.wait();
    }
}

/// The port in "… started successfully on port 35123." or "… Listening on 127.0.0.1:35123".
fn port_in(line: &str) -> Option<u16> {
    let rest = line.split_once("on port ").or_else(|| line.split_once("Listening on 127.0.0.1:"))?.1;
    // Chromedriver first repeats the 0 that it was given.
    rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok().filter(|port| *port != 0)
}
