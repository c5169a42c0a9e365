//! What the main thread of a page does, from Chromium's own trace.

use serde_json::{Value, json};
use std::{net::TcpStream, time::Duration};
use tungstenite::{Message, WebSocket, client};

/// A recording of every page of a browser, from when it starts until [`Trace::end`].
pub struct Trace {
    socket: WebSocket<TcpStream>,
}

/// What was recorded: the tasks of the thread on which the page's marks were set, in µs since the browser's own start.
#[derive(Debug)]
pub struct Record {
    marks: Vec<(String, f64)>,
    /// Begin, end, and how long the processor was at it.
    tasks: Vec<(f64, f64, f64)>,
}

impl Trace {
    /// Begins to record. `debugger` is `127.0.0.1:PORT`, where the browser speaks its own protocol.
    ///
    /// # Panics
    /// When the browser does not answer.
    pub fn start(debugger: &str) -> Self {
        let mut answer =
            ureq::get(format!("http://{debugger}/json/version")).call().expect("the browser answers");
        let about = answer.body_mut().read_to_string().expect("it says something");
        let about: Value = serde_json::from_str(&about).expect("it says it in JSON");
        let address = about["webSocketDebuggerUrl"].as_str().expect("it has an address").to_owned();
        let stream = TcpStream::connect(debugger).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("the time is not zero");
        let (socket, _) = client(&address, stream).expect("it speaks WebSocket");
        let mut trace = Self { socket };
        let categories = "disabled-by-default-devtools.timeline,devtools.timeline,blink.user_timing,toplevel";
        trace.send(1, "Tracing.start", &json!({ "categories": categories, "transferMode": "ReportEvents" }));
        while trace.read()["id"] != 1 {}
        trace
    }

    fn send(&mut self, id: u64, method: &str, params: &Value) {
        let command = json!({ "id": id, "method": method, "params": params });
        self.socket.send(Message::text(command.to_string())).expect("the browser listens");
    }

    fn read(&mut self) -> Value {
        loop {
            match self.socket.read().expect("the browser answers") {
                Message::Text(text) => return serde_json::from_str(&text).expect("it is JSON"),
                _ => continue,
            }
        }
    }

    /// Ends the recording.
    ///
    /// # Panics
    /// When no page set a mark: there is nothing to tell the page's thread by.
    pub fn end(mut self) -> Record {
        self.send(2, "Tracing.end", &json!({}));
        let mut events = Vec::new();
        loop {
            let mut message = self.read();
            match message["method"].as_str() {
                Some("Tracing.dataCollected") => {
                    if let Value::Array(more) = message["params"]["value"].take() {
                        events.extend(more);
                    }
                }
                Some("Tracing.tracingComplete") => return Record::of(&events),
                _ => {}
            }
        }
    }
}

impl Record {
    fn of(events: &[Value]) -> Self {
        let number = |event: &Value, key: &str| event[key].as_f64().unwrap_or_default();
        let is_mark = |event: &&Value| event["cat"] == "blink.user_timing" && event["ph"] != "e";
        let marks: Vec<&Value> = events.iter().filter(is_mark).collect();
        let place = |event: &Value| (event["pid"].clone(), event["tid"].clone());
        let own = marks.iter().find(|event| event["name"] == "page").expect("the page sets the mark `page`");
        let own = place(own);
        let tasks = events.iter().filter(|event| event["name"] == "RunTask" && place(event) == own);
        let task = |event: &Value| {
            let begin = number(event, "ts");
            (begin, begin + number(event, "dur"), number(event, "tdur"))
        };
        let tasks = tasks.map(task).collect();
        let name = |event: &Value| event["name"].as_str().unwrap_or_default().to_owned();
        let marks = marks.into_iter().filter(|event| place(event) == own);
        Self { marks: marks.map(|event| (name(event), number(event, "ts"))).collect(), tasks }
    }

    /// When a mark was set, in µs.
    ///
    /// # Panics
    /// When it was not.
    fn at(&self, mark: &str) -> f64 {
        let found = self.marks.iter().find(|(name, _)| name == mark);
        found.unwrap_or_else(|| panic!("no mark {mark} in {:?}", self.marks)).1
    }

    /// Milliseconds of the processor between two marks, in tasks; of a task that a mark cuts, its share.
    ///
    /// # Panics
    /// When a mark was not set.
    pub fn work(&self, from: &str, to: &str) -> f64 {
        let (from, to) = (self.at(from), self.at(to));
        let share = |(begin, end, busy): &(f64, f64, f64)| {
            let inside = (end.min(to) - begin.max(from)).max(0.0);
            if end > begin { busy * inside / (end - begin) } else { 0.0 }
        };
        self.tasks.iter().map(share).sum::<f64>() / 1000.0
    }

    /// The longest task that begins between two marks, in milliseconds of the processor.
    ///
    /// # Panics
    /// When a mark was not set.
    pub fn longest(&self, from: &str, to: &str) -> f64 {
        let (from, to) = (self.at(from), self.at(to));
        let between = self.tasks.iter().filter(|(begin, ..)| *begin >= from && *begin <= to);
        between.map(|(.., busy)| *busy).fold(0.0, f64::max) / 1000.0
    }
}
