//! The console of Firefox, over WebDriver `BiDi`: the classic protocol has no command for it.

use serde_json::{Value, json};
use std::{net::TcpStream, time::Duration};
use tungstenite::{Message, WebSocket, client};

pub(super) struct Events {
    socket: WebSocket<TcpStream>,
    last_id: u64,
    entries: Vec<String>,
}

impl Events {
    /// Connects and asks for every console message and uncaught error of every page.
    pub fn open(address: &str) -> Self {
        let host =
            address.trim_start_matches("ws://").split('/').next().expect("split gives at least one part");
        let stream = TcpStream::connect(host).unwrap_or_else(|error| panic!("{address}: {error}"));
        // A BiDi answer takes milliseconds; with 30 s a lost connection ends as a failure, not as a hang.
        stream.set_read_timeout(Some(Duration::from_secs(30))).expect("the time is not zero");
        let (socket, _) = client(address, stream).unwrap_or_else(|error| panic!("{address}: {error}"));
        let mut events = Self { socket, last_id: 0, entries: Vec::new() };
        events.call("session.subscribe", &json!({ "events": ["log.entryAdded"] }));
        events
    }

    /// One command. Events that arrive before its answer are kept.
    pub fn call(&mut self, method: &str, params: &Value) -> Value {
        self.last_id += 1;
        let command = json!({ "id": self.last_id, "method": method, "params": params });
        self.socket
            .send(Message::text(command.to_string()))
            .unwrap_or_else(|error| panic!("{method}: {error}"));
        loop {
            let text = match self.socket.read() {
                Ok(Message::Text(text)) => text,
                Ok(_) => continue,
                Err(error) => panic!("{method}: {error}"),
            };
            let mut message: Value = serde_json::from_str(&text).expect("BiDi speaks JSON");
            if message["method"] == "log.entryAdded" {
                self.entries.push(entry(&message["params"]));
            } else if message["id"] == self.last_id {
                assert_ne!(message["type"], "error", "{method}: {message}");
                return message["result"].take();
            }
        }
    }

    /// The console since the last call, in order.
    pub fn take(&mut self) -> Vec<String> {
        self.call("session.status", &json!({}));
        std::mem::take(&mut self.entries)
    }
}

/// `level: text`
fn entry(params: &Value) -> String {
    let word = |key: &str| params[key].as_str().unwrap_or_default();
    format!("{}: {}", word("level"), word("text"))
}
