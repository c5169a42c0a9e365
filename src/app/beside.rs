//! Two documents beside each other, sentence by sentence.

use crate::{
    dom::{El, el, find, value_of, with},
    explorer::{Step, X},
    text::cut,
    view::{is_found, to_passage},
};
use leptos::prelude::*;
use views::compare::{Class, Sentence, align, common, sentences_of};

/// The choice of two of the documents found, and the comparison.
pub fn beside(mut place: El, x: X) {
    let t = x.t();
    let found: Vec<usize> = (0..x.corpus.documents.len()).filter(|i| is_found(x, *i)).collect();
    let [first, second, ..] = found[..] else {
        place.add(with("p", t.two_needed()));
        return;
    };
    let both = |pair: &model::Pair| Some((x.by_id(&pair.nota)?, x.by_id(&pair.letter)?));
    let mut pairs = x.dossier().pairs.iter().filter_map(both);
    let pair = pairs.find(|(a, b)| found.contains(a) && found.contains(b)).unwrap_or((first, second));
    let sides = x.sides.map(|side| side.with(|side| *side));
    let chosen = |side: Option<usize>, other| side.filter(|i| found.contains(i)).unwrap_or(other);
    let (left, right) = (chosen(sides[0], pair.0), chosen(sides[1], pair.1));
    let both = [left, right];
    let menus =
        el("div.sides").add(choice(x, t.left(), 0, both, &found)).add(choice(x, t.right(), 1, both, &found));
    place = place.add(menus);
    let (own, other) = (&x.document(left).id, &x.document(right).id);
    for pair in &x.dossier().pairs {
        let note = x.lang().of(&pair.note);
        if pair.nota == *own && pair.letter == *other || pair.nota == *other && pair.letter == *own {
            place = place.add(
                with("p.small", t.pairing()).text(x.lang().certainty(pair.certainty)).text(". ").text(note),
            );
        }
    }
    let (a, b) = (sentences_of(x.document(left)), sentences_of(x.document(right)));
    let rows = align(&a, &b);
    for (class, name) in classes(x) {
        let those: Vec<_> = rows.iter().filter(|r| r.class == class).collect();
        let heading = with("h3", &format!("{name} ({})", those.len()));
        let mut list = el("ol.rows");
        for row in &those {
            let (l, r) = (row.left.map(|i| &a[i]), row.right.map(|i| &b[i]));
            let shared = match (l, r) {
                (Some(l), Some(r)) => common(l, r),
                _ => (Vec::new(), Vec::new()),
            };
            let line = el("li.pair").maybe(l.map(|s| sentence(x, left, s, &shared.0)));
            list = list.add(line.maybe(r.map(|s| sentence(x, right, s, &shared.1))));
        }
        let section = el("section.group").attr("data-class", word(class)).add(heading);
        place = place.add(if those.is_empty() {
            section.add(with("p.small", t.none_here()))
        } else {
            section.add(list)
        });
    }
}

fn classes(x: X) -> [(Class, &'static str); 4] {
    let t = x.t();
    [
        (Class::Both, t.in_both()),
        (Class::Reworded, t.reworded()),
        (Class::Left, t.only_left()),
        (Class::Right, t.only_right()),
    ]
}

fn word(class: Class) -> &'static str {
    ["both", "reworded", "left", "right"][class as usize]
}

fn choice(x: X, name: &str, side: usize, sides: [usize; 2], found: &[usize]) -> El {
    let id = ["left", "right"][side];
    let mut select = el("select").attr("id", id);
    for number in found.iter().copied() {
        let document = x.document(number);
        let name = format!("{}, {}", x.lang().kind(document.kind), x.when(document));
        let option =
            with("option", &name).num("value", number as i32).flag("selected", sides[side] == number);
        select = select.add(option);
    }
    let select = select.on("change", move |event| {
        let chosen = value_of(event).parse().ok();
        x.change(Step::Push, &|s| {
            s.sides = [Some(sides[0]), Some(sides[1])];
            s.sides[side] = chosen;
        });
        // The menu was made anew; who uses the keyboard stays on it.
        if let Some(select) = find(&format!("#{id}")) {
            select.focus();
        }
    });
    with("label", name).add(select)
}

/// A sentence; `shared` tells which of its words the other one has, where there is one.
fn sentence(x: X, document: usize, sentence: &Sentence, shared: &[bool]) -> El {
    let passage = &x.document(document).passages[sentence.passage];
    let mut words = el("p").dutch();
    let mut at = sentence.place.start;
    // Runs of words that the other has not are marked together, with what stands between them.
    let mut next = 0;
    while next < shared.len() {
        let own = shared[next];
        let from = next;
        while next < shared.len() && shared[next] == own {
            next += 1;
        }
        if !own {
            let (start, end) = (sentence.words[from].1.start, sentence.words[next - 1].1.end);
            words =
                words.text(cut(&passage.text, at..start)).add(with("mark", cut(&passage.text, start..end)));
            at = end;
        }
    }
    let words = words.text(cut(&passage.text, at..sentence.place.end));
    el("blockquote").add(words).add(el("footer").add(to_passage(x, document, &passage.id)))
}
