//! `window.inzage`: the state and the answer as plain objects, as `inzage.d.ts` types them.

use crate::{explorer, explorer_on};
use app::{
    explorer::X,
    i18n::Lang,
    state::{View, ViewState, asked},
};
use leptos::prelude::*;
use model::{Day, Document, DocumentKind};
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsError, JsValue};

/// What a script reads.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct State<'a> {
    words: &'a str,
    ministries: &'a [String],
    issues: &'a [String],
    kinds: Vec<&'static str>,
    from: Option<String>,
    to: Option<String>,
    view: &'static str,
    known_on: Option<String>,
    document: Option<&'a str>,
    passage: Option<&'a str>,
    language: &'static str,
}

/// What a script asks for; what is left out stays.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wanted {
    words: Option<String>,
    ministries: Option<Vec<String>>,
    issues: Option<Vec<String>>,
    kinds: Option<Vec<String>>,
    // An empty string clears.
    from: Option<String>,
    to: Option<String>,
    view: Option<String>,
    known_on: Option<String>,
    document: Option<String>,
    passage: Option<String>,
    language: Option<String>,
}

/// The fields of [`Wanted`].
const FIELDS: [&str; 11] = [
    "words",
    "ministries",
    "issues",
    "kinds",
    "from",
    "to",
    "view",
    "knownOn",
    "document",
    "passage",
    "language",
];

/// A document that is found.
#[derive(Serialize)]
struct Found<'a> {
    id: &'a str,
    title: &'a str,
    kind: &'static str,
    date: Option<&'a str>,
    earliest: Option<String>,
    latest: Option<String>,
    ministries: Vec<&'a str>,
    own: bool,
}

#[derive(Serialize)]
struct Answer<'a> {
    count: usize,
    documents: Vec<Found<'a>>,
}

fn given(value: &impl Serialize) -> Result<JsValue, JsError> {
    // `null` for what is not there, as JSON has it.
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).map_err(|e| JsError::new(&e.to_string()))
}

/// The state that the address holds.
pub fn state(x: X) -> Result<JsValue, JsError> {
    let state = x.state.get_untracked();
    let document = state.doc.map(|number| x.document(number));
    let day = |day: Option<Day>| day.map(|day| day.to_string());
    given(&State {
        words: &state.query.text,
        ministries: &state.query.ministries,
        issues: &state.query.issues,
        kinds: state.query.kinds.iter().map(|kind| kind.word()).collect(),
        from: day(state.query.from),
        to: day(state.query.to),
        view: View::ALL[state.view as usize].1,
        known_on: day(state.known),
        document: document.map(|d| d.id.as_str()),
        passage: document.and_then(|d| Some(d.passages.get(state.passage?)?.id.as_str())),
        language: if state.lang == Lang::En { "en" } else { "nl" },
    })
}

/// Changes the state, or says what is wrong with what is asked and changes nothing.
pub fn set(wanted: JsValue) -> Result<(), JsError> {
    if !wanted.is_object() {
        return Err(JsError::new("expected an object"));
    }
    // The adapter reads the fields it knows, and never sees others.
    let given = js_sys::Object::keys(wanted.unchecked_ref::<js_sys::Object>());
    let given = given.iter().filter_map(|key| key.as_string()).collect::<Vec<_>>();
    if let Some(unknown) = given.into_iter().find(|key| !FIELDS.contains(&key.as_str())) {
        return Err(JsError::new(&format!("{unknown}: expected one of {}", FIELDS.join(", "))));
    }
    let wanted: Wanted = serde_wasm_bindgen::from_value(wanted).map_err(|e| JsError::new(&e.to_string()))?;
    // What is asked for has to be there on the day that is asked for.
    let x = match &wanted.known_on {
        Some(text) => explorer_on(day("knownOn", text).map_err(|message| JsError::new(&message))?),
        None => explorer(),
    };
    let state = changed(x, wanted).map_err(|message| JsError::new(&message))?;
    leptos::prelude::window()
        .location()
        .set_hash(&state.fragment(x.corpus))
        .map_err(|_| JsError::new("the address cannot be changed here"))
}

/// A day, or none where the text is empty.
fn day(what: &str, text: &str) -> Result<Option<Day>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    asked(text).map(Some).ok_or(format!("{what}: expected YYYY-MM-DD, found {text}"))
}

fn changed(x: X, wanted: Wanted) -> Result<ViewState, String> {
    let mut state = x.state.get_untracked();
    let dossier = x.dossier();
    let known = |what: &str, asked: Vec<String>, all: &mut dyn Iterator<Item = &String>| {
        let all: Vec<&String> = all.collect();
        match asked.iter().find(|value| !all.contains(value)) {
            Some(unknown) => Err(format!("{what}: {unknown} is not in this dossier")),
            None => Ok(all.into_iter().filter(|value| asked.contains(value)).cloned().collect()),
        }
    };
    if let Some(words) = wanted.words {
        let (long, most) = (words.chars().count(), app::state::MAX_QUERY);
        if long > most {
            return Err(format!("words: expected at most {most} characters, found {long}"));
        }
        state.query.text = words.chars().filter(|c| !c.is_control()).take(app::state::MAX_QUERY).collect();
    }
    if let Some(asked) = wanted.ministries {
        state.query.ministries = known("ministries", asked, &mut dossier.ministries.iter().map(|m| &m.code))?;
    }
    if let Some(asked) = wanted.issues {
        state.query.issues = known("issues", asked, &mut dossier.issues.iter().map(|i| &i.id))?;
    }
    if let Some(asked) = wanted.kinds {
        let there = |kind: &DocumentKind| x.corpus.documents.iter().any(|d| d.kind == *kind);
        let kind = |word: &String| {
            DocumentKind::from_word(word).filter(there).ok_or(format!("kinds: {word} is not in this dossier"))
        };
        state.query.kinds = asked.iter().map(kind).collect::<Result<_, _>>()?;
    }
    if let Some(text) = wanted.from {
        state.query.from = day("from", &text)?;
    }
    if let Some(text) = wanted.to {
        state.query.to = day("to", &text)?;
    }
    if let Some(text) = wanted.known_on {
        state.known = day("knownOn", &text)?;
    }
    if let Some(word) = wanted.view {
        let view = View::ALL.iter().find(|(_, known)| *known == word);
        state.view = view.ok_or(format!("view: {word} is none"))?.0;
    }
    if let Some(language) = wanted.language {
        state.lang = match language.as_str() {
            "nl" => Lang::Nl,
            "en" => Lang::En,
            other => return Err(format!("language: expected nl or en, found {other}")),
        };
    }
    if let Some(id) = wanted.document {
        match id.as_str() {
            "" => state.close(),
            id => state.open(x.by_id(id).ok_or(format!("document: {id} is not in this dossier"))?, None),
        }
    }
    if let Some(id) = wanted.passage {
        let passages = state.doc.map(|number| &x.document(number).passages);
        let place = passages.and_then(|all| all.iter().position(|passage| passage.id == id));
        state.passage = Some(place.ok_or(format!("passage: {id} is not in the document"))?);
    }
    Ok(state)
}

/// What the filters of the state find, in the order of the page.
pub fn result(x: X) -> Result<JsValue, JsError> {
    let found = x.answer.with_untracked(|answer| answer.hits.found.first(usize::MAX));
    let documents: Vec<Found> = found.into_iter().map(|number| about(x.document(number as usize))).collect();
    given(&Answer { count: documents.len(), documents })
}

fn about(document: &'static Document) -> Found<'static> {
    let date = document.date.as_ref();
    let day = |day: Option<Day>| day.map(|day| day.to_string());
    Found {
        id: &document.id,
        title: &document.title.value,
        kind: document.kind.word(),
        date: date.map(|date| date.edtf.as_str()),
        earliest: day(date.and_then(|date| date.earliest)),
        latest: day(date.and_then(|date| date.latest)),
        ministries: document.involved(),
        own: document.is_own(),
    }
}
