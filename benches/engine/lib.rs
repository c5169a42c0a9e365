//! The search of the page alone, as wasm, for comparison with other libraries. Built by `cargo xtask bench`.

use bench::Paper;
use model::DocumentKind;
use search::{Forms, Index, Query};
use wasm_bindgen::prelude::*;

/// The index of one dossier.
#[wasm_bindgen]
pub struct Engine {
    index: Index<'static>,
}

#[wasm_bindgen]
impl Engine {
    /// Opens a dossier: the documents as `bench ours` writes them, and their index.
    #[wasm_bindgen(constructor)]
    pub fn new(data: &[u8], index: &[u8]) -> Result<Engine, JsError> {
        let (compounds, papers): (Vec<String>, Vec<Paper>) = postcard::from_bytes(data)?;
        let corpus = Box::leak(Box::new(bench::corpus(papers, compounds)));
        let read = Index::read(corpus, Vec::new(), index);
        Ok(Self { index: read.ok_or(JsError::new("the index is not of these documents"))? })
    }

    /// Does what the page does in the background after its start.
    pub fn warm(&self) {
        self.index.warm();
    }

    /// Memory of the index in bytes, without the texts.
    pub fn bytes(&self) -> usize {
        self.index.memory()
    }

    /// Answers a query: the number of documents, how many follow (at most ten), their ids, and the counts of all 92
    /// values: ministries, issues, kinds. `facets` is like `kind=motie;ministry=JenV,BZK;issue=i3`; `forms` as
    /// [`Forms::of_bits`] has it.
    pub fn search(&self, text: &str, facets: &str, forms: Option<u8>) -> Vec<u32> {
        let mut query = Query { text: text.into(), ..Query::default() };
        if let Some(bits) = forms {
            query.forms = Forms::of_bits(bits);
        }
        for (facet, values) in facets.split(';').filter_map(|part| part.split_once('=')) {
            let values = values.split(',');
            match facet {
                "ministry" => query.ministries = values.map(String::from).collect(),
                "issue" => query.issues = values.map(String::from).collect(),
                _ => query.kinds = values.filter_map(bench::kind).collect(),
            }
        }
        let hits = self.index.hits(&query, 10);
        let mut answer = vec![hits.count() as u32, hits.documents.len() as u32];
        answer.extend(hits.documents.iter().map(|hit| hit.document as u32));
        answer.extend(hits.counts[..2].iter().flatten().map(|count| *count as u32));
        // The index has only the kinds that occur.
        answer.extend(DocumentKind::ALL.iter().map(|kind| {
            let place = self.index.values(2).position(|value| value == kind.word());
            place.map_or(0, |place| hits.counts[2][place] as u32)
        }));
        answer
    }
}
