//! The corpus as it was on a day.

use model::{Certainty, Corpus, Day, Document, MinistryRole, NoAddress, Resolution, Rule};

/// What is left beside a corpus that was cut at a day.
pub struct Known<'s> {
    /// The sources of its documents.
    pub sources: Vec<&'s str>,
    /// How many more may have been there: their day is not certain.
    pub perhaps: usize,
    /// By document: whether it was public on the day, where that is known.
    pub public: Vec<Option<bool>>,
}

/// Cuts a corpus at a day: the documents that were certainly written on `day` or before are left, with what they say of
/// each other; what leans on others is gone.
///
/// What the keepers of the dossier add goes too, but for issues and the meaning of words: it was added later. Of the
/// days on which documents were made public, only what they say of `day` is kept.
pub fn on<'s>(corpus: &mut Corpus, mut sources: Vec<&'s str>, day: Day) -> Known<'s> {
    let date = |d: &Document| d.date.as_ref().map(|date| (date.earliest, date.latest));
    let may = |d: &&Document| date(d).is_none_or(|(earliest, _)| earliest.is_none_or(|e| e <= day));
    let perhaps = corpus.documents.iter().filter(may).count();
    let mut kept: Vec<bool> = corpus
        .documents
        .iter()
        .map(|d| {
            let latest = date(d).and_then(|(_, latest)| latest);
            // What was public was written.
            latest.into_iter().chain(d.published).any(|latest| latest <= day)
        })
        .collect();
    // A date that a document proves which is not there is not known either; nor is what leans on that.
    loop {
        let ids = ids(corpus, &kept);
        let leans =
            |d: &Document| d.date.iter().flat_map(|d| &d.proof).any(|step| !there(&ids, &step.document));
        let Some(at) = (0..kept.len()).find(|i| kept[*i] && leans(&corpus.documents[*i])) else { break };
        kept[at] = false;
    }
    let ids = ids(corpus, &kept);
    let mut left = 0;
    for (at, _) in kept.iter().enumerate().filter(|(_, kept)| **kept) {
        corpus.documents.swap(left, at);
        left += 1;
    }
    // Not dropped: the code for that is 1 kB of page, and a page has few such days.
    std::mem::forget(corpus.documents.split_off(left));
    let mut each = kept.iter();
    sources.retain(|_| each.next() == Some(&true));
    let perhaps = perhaps.saturating_sub(corpus.documents.len());
    let public = corpus.documents.iter().map(|d| d.published.map(|since| since <= day)).collect();

    // What a document explains that is not there is not known.
    let explained: Vec<bool> = corpus.terms().iter().map(|term| there(&ids, &term.document)).collect();
    for document in &mut corpus.documents {
        document.curated.clear();
        let added = |m: &MinistryRole| m.rule == Rule::Curated;
        if document.title.certainty == Certainty::Composed && document.ministries.iter().any(added) {
            // "Beslisnota van BZK, …": who sent it is not in the text; the kind is one word.
            let title = &mut document.title.value;
            title.truncate(title.bytes().position(|b| b == b' ').unwrap_or(0));
        }
        document.ministries.retain(|m| !added(m));
        // Numbers of publication are added too, as a rule; what cites one is then public, and no more.
        document.published_as = None;
        document.published = None;
        document.terms.retain(|mark| explained.get(mark.term as usize) == Some(&true));
        document.dates.retain(|date| date.proof.iter().all(|step| there(&ids, &step.document)));
        for date in document.dates.iter_mut().filter(|date| date.rule == Rule::Curated) {
            // Its year was added; the day is the text's own.
            date.edtf = date.earliest.map_or(String::new(), Day::without_year);
            (date.earliest, date.latest) = (None, None);
            (date.certainty, date.rule) = (Certainty::Stated, Rule::YearOpen);
        }
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
        // Marks count terms: what another document explains is emptied.
        for (term, _) in dossier.terms.iter_mut().zip(explained).filter(|(_, explained)| !explained) {
            term.names.clear();
            term.definition.nl.clear();
            term.document.clear();
            term.evidence.clear();
        }
        dossier.aliases.retain(|alias| alias.rule != Rule::Curated && ids.contains(&alias.document));
    }
    Known { sources, perhaps, public }
}

fn ids(corpus: &Corpus, kept: &[bool]) -> Vec<String> {
    corpus.documents.iter().zip(kept).filter(|(_, kept)| **kept).map(|(d, _)| d.id.clone()).collect()
}

/// Whether what a proof names is there; empty stands for the document itself.
fn there(ids: &[String], id: &str) -> bool {
    id.is_empty() || ids.iter().any(|own| own == id)
}
