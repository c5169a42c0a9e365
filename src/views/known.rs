//! The corpus as it was on a day.

use model::{Certainty, Corpus, Day, NoAddress, Resolution, Rule};

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
/// What the keepers of the dossier add goes too: it was added later.
pub fn on<'s>(mut corpus: Corpus, mut sources: Vec<&'s str>, day: Day) -> Known<'s> {
    let latest = |d: &model::Document| d.date.as_ref().and_then(|date| date.latest);
    let there: Vec<bool> =
        corpus.documents.iter().map(|d| latest(d).is_some_and(|latest| latest <= day)).collect();
    let earliest = |d: &model::Document| d.date.as_ref().and_then(|date| date.earliest);
    let may = corpus.documents.iter().filter(|d| earliest(d).is_none_or(|earliest| earliest <= day)).count();
    let mut kept = there.iter();
    sources.retain(|_| kept.next() == Some(&true));
    let mut kept = there.iter();
    corpus.documents.retain(|_| kept.next() == Some(&true));
    let perhaps = may - corpus.documents.len();

    let ids: Vec<String> = corpus.documents.iter().map(|d| d.id.clone()).collect();
    let there = |id: &str| id.is_empty() || ids.iter().any(|own| own == id);
    for document in &mut corpus.documents {
        document.curated.clear();
        document.ministries.retain(|m| m.rule != Rule::Curated);
        if document.title.certainty == Certainty::Composed {
            // Its ministries may have been added.
            document.title.value.clone_from(&document.source.file);
        }
        for date in document.date.iter_mut().chain(&mut document.dates) {
            date.proof.retain(|step| there(&step.document));
        }
        for citation in &mut document.citations {
            if citation.proof.iter().any(|step| !there(&step.document)) {
                citation.proof.clear();
                citation.identifiers.clear();
                citation.url = None;
                (citation.resolution, citation.reason) = (Resolution::Unresolved, Some(NoAddress::NoNumber));
            }
        }
        for request in &mut document.requests {
            request.answer = request.answer.take().filter(|answer| there(&answer.document));
        }
    }
    let own: Vec<&String> = corpus.documents.iter().filter_map(|d| d.published_as.as_ref()).collect();
    let own: Vec<String> = own.into_iter().cloned().collect();
    for citation in corpus.documents.iter_mut().flat_map(|d| &mut d.citations) {
        if citation.resolution == Resolution::InDossier
            && !citation.identifiers.iter().any(|id| own.contains(id))
        {
            citation.resolution = Resolution::Public;
        }
    }
    if let Some(dossier) = &mut corpus.dossier {
        dossier.pairs.retain(|pair| there(&pair.nota) && there(&pair.letter));
        dossier.aliases.retain(|alias| there(&alias.document));
    }
    Known { corpus, sources, perhaps }
}
