//! What a screen reader is told of each state, as Chromium works it out: `tests/golden/tree`, files that a person read.
//!
//! `INZAGE_BLESS=1 cargo test -p e2e --test browser trees` writes them anew; every line that changed is to be read again.

use crate::{
    explorer::open,
    states::{STATES, settled},
};
use e2e::harness::{Browser, Session};
use serde_json::{Value, json};
use std::{collections::HashMap, fmt::Write, fs, path::Path};

/// Of a name or a value, at most so many characters: texts have their own golden files.
const SHOWN: usize = 80;
/// Of what is of one kind in a row, at most so many: the others are counted.
const IN_A_ROW: usize = 5;

/// Role, name and state of everything that is told, in the order in which it is told.
pub fn the_tree_of_each_state_is_the_one_that_was_read(browser: Browser) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden/tree");
    let (server, session) = open(browser, "");
    let mut wrong = Vec::new();
    for state in STATES {
        state.enter(&server, &session, false);
        settled(&session);
        let now = tree(&session, &server.origin());
        let file = folder.join(format!("{}.txt", state.file_name()));
        if std::env::var_os("INZAGE_BLESS").is_some() {
            fs::write(&file, &now).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        }
        let golden = fs::read_to_string(&file).unwrap_or_default();
        if golden != now {
            let differs = golden.lines().zip(now.lines()).find(|(a, b)| a != b);
            wrong.push(format!("{}: golden and now differ, first at {differs:#?}", file.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    println!("accessibility trees: {} states, each as it was read", STATES.len());
}

/// What is told: its role, with its name and state, and what is in it.
struct Told {
    role: String,
    rest: String,
    parts: Vec<Told>,
}

/// The tree as text: a line for each node, deeper by two blanks than what it is in. The host has another port each time.
fn tree(session: &Session, origin: &str) -> String {
    session.cdp("Accessibility.enable", &json!({}));
    let answer = session.cdp("Accessibility.getFullAXTree", &json!({}));
    let answer = answer.to_string().replace(origin, "https://host.example");
    let answer: Value = serde_json::from_str(&answer).expect("it is JSON as before");
    let nodes = answer["nodes"].as_array().expect("a tree has nodes");
    let by_id: HashMap<&str, &Value> =
        nodes.iter().filter_map(|node| Some((node["nodeId"].as_str()?, node))).collect();
    let mut out = String::new();
    write(&mut out, &told(&by_id, &nodes[0], ""), 0);
    out
}

fn write(out: &mut String, parts: &[Told], depth: usize) {
    let indent = "  ".repeat(depth);
    for alike in parts.chunk_by(|a, b| a.role == b.role) {
        for part in alike.iter().take(IN_A_ROW) {
            let _infallible = writeln!(out, "{indent}{}{}", part.role, part.rest);
            write(out, &part.parts, depth + 1);
        }
        if let Some(more @ 1..) = alike.len().checked_sub(IN_A_ROW) {
            let _infallible = writeln!(out, "{indent}… and {more} more");
        }
    }
}

/// What is told of a node. What a name above says already is not told again, and a node that is not told leaves its parts.
fn told(nodes: &HashMap<&str, &Value>, node: &Value, above: &str) -> Vec<Told> {
    let role = text(&node["role"]);
    let name = text(&node["name"]);
    let is_told = node["ignored"] != true
        && match role.as_str() {
            "InlineTextBox" | "LineBreak" | "none" | "generic" => false,
            "StaticText" | "ListMarker" => !name.is_empty() && !above.contains(&name),
            _ => true,
        };
    let above = if is_told { &name } else { above };
    let children = node["childIds"].as_array().into_iter().flatten();
    let children = children.filter_map(|child| nodes.get(child.as_str()?));
    let parts = children.flat_map(|child| told(nodes, child, above)).collect();
    if !is_told {
        return parts;
    }
    let mut rest = if name.is_empty() { String::new() } else { format!(" “{}”", cut(&name)) };
    for (key, mark) in [("description", "described"), ("value", "value")] {
        let more = text(&node[key]);
        if !more.is_empty() && more != name {
            let _infallible = write!(rest, " {mark} “{}”", cut(&more));
        }
    }
    for property in node["properties"].as_array().into_iter().flatten() {
        let (key, value) = (text(&json!({ "value": property["name"] })), text(&property["value"]));
        let of_state =
            ["level", "checked", "pressed", "selected", "disabled", "required", "hasPopup", "modal"];
        if key == "expanded" || of_state.contains(&key.as_str()) && value != "false" {
            let _infallible = write!(rest, ", {key} {value}");
        }
    }
    vec![Told { role, rest, parts }]
}

/// The value of a part of a node, its white space collapsed.
fn text(part: &Value) -> String {
    let text = match &part["value"] {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
