//! The corpus as it was on a day.

use model::{Certainty, Corpus, Day, Document, NoAddress, Resolution, Rule};

/// What is left of a corpus, cut at a day.
pub struct Known<'s> {
    /// The documents that were certainly written by then, and what they say of each other.
    pub corpus: Corpus,
    /// Their sources.
    pub sources: Vec<&'s str>,
    /// How many more may have been there: their day is not certain.
    pub perhaps: usize,
}

/// Cuts a corpus at a day: what was not certainly written on `day` or before is gone, and so is what leans on it.
///
/// What the keepers of the dossier add goes too, but for its issues: it was added later.
pub fn on<'s>(mut corpus: Corpus, mut sources: Vec<&'s str>, day: Day) -> Known<'s> {
    let date = |d: &Document| d.date.as_ref().map(|date| (date.earliest, date.latest));
    let may = |d: &&Document| date(d).is_none_or(|(earliest, _)| earliest.is_none_or(|e| e <= day));
    let perhaps = corpus.documents.iter().filter(may).count();
    let mut kept: Vec<bool> = corpus
        .documents
        .iter()
        .map(|d| date(d).is_some_and(|(_, latest)| latest.is_some_and(|latest| latest <= day)))
        .collect();
    // A date that a document proves which is not there is not known either; nor is what leans on that.
    loop {
        let ids = ids(&corpus, &kept);
        let leans =
            |d: &Document| d.date.iter().flat_map(|d| &d.proof).any(|step| !there(&ids, &step.document));
        let Some(at) = (0..kept.len()).find(|i| kept[*i] && leans(&corpus.documents[*i])) else { break };
        kept[at] = false;
    }
    let ids = ids(&corpus, &kept);
    let mut each = kept.iter();
    corpus.documents.retain(|_| each.next() == Some(&true));
    let mut each = kept.iter();
    sources.retain(|_| each.next() == Some(&true));
    let perhaps = perhaps.saturating_sub(corpus.documents.len());

    for document in &mut corpus.documents {
        document.curated.clear();
        document.ministries.retain(|m| m.rule != Rule::Curated);
        if document.title.certainty == Certainty::Composed {
            // Its ministries may have been added.
            document.title.value.clone_from(&document.source.file);
        }
        // Numbers of publication are added too, as a rule; what cites one is then public, and no more.
        document.published_as = None;
        document.dates.retain(|date| date.proof.iter().all(|step| there(&ids, &step.document)));
        for citation in &mut document.citations {
            if citation.resolution == Resolution::InDossier {
                citation.resolution = Resolution::Public;
            }
            if citation.proof.iter().any(|step| !there(&ids, &step.document)) {
                citation.proof.clear();
                citation.identifiers.clear();
                citation.url = None;
                (citation.resolution, citation.reason) = (Resolution::Unresolved, Some(NoAddress::NoNumber));
            }
        }
        for request in &mut document.requests {
            request.answer = request.answer.take().filter(|answer| there(&ids, &answer.document));
            // Numbers that another document gave.
            let own = |id: &String| document.citations.iter().any(|c| c.identifiers.contains(id));
            request.identifiers.retain(own);
        }
    }
    if let Some(dossier) = &mut corpus.dossier {
        let involved = |code: &str| corpus.documents.iter().any(|d| d.involved().contains(&code));
        dossier.ministries.retain(|ministry| involved(&ministry.code));
        dossier.pairs.retain(|pair| {
            pair.rule != Rule::Curated && ids.contains(&pair.nota) && ids.contains(&pair.letter)
        });
        dossier.aliases.retain(|alias| alias.rule != Rule::Curated && ids.contains(&alias.document));
    }
    Known { corpus, sources, perhaps }
}

fn ids(corpus: &Corpus, kept: &[bool]) -> Vec<String> {
    corpus.documents.iter().zip(kept).filter(|(_, kept)| **kept).map(|(d, _)| d.id.clone()).collect()
}

/// Whether what a proof names is there; empty stands for the document itself.
fn there(ids: &[String], id: &str) -> bool {
    id.is_empty() || ids.iter().any(|own| own == id)
}
