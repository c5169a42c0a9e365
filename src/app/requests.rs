//! What was asked and promised, and what followed.

use crate::{
    dom::{El, el, with},
    explorer::X,
    view::{is_found, quoted, to_passage},
};

/// Every request, promise and question of the documents found, in order of time.
pub fn requests(mut place: El, x: X) {
    let t = x.t();
    let mut some = false;
    for (number, document) in x.corpus.documents.iter().enumerate().filter(|(number, _)| is_found(x, *number))
    {
        for request in &document.requests {
            some = true;
            let name = with("h3", x.lang().request(request.kind));
            let opened = quoted(x, number, &request.passage, &request.evidence, &request.label);
            let item = el("article.request").add(name).add(opened);
            let item = match &request.answer {
                Some(answer) => {
                    let other = x.by_id(&answer.document).unwrap_or(number);
                    let follow = with("p.follow", t.closed_by());
                    // Of a document that the filters leave out, the place alone.
                    if is_found(x, other) {
                        let closed = quoted(x, other, &answer.passage, &answer.evidence, &answer.label);
                        item.add(follow).add(closed)
                    } else {
                        item.add(follow.add(to_passage(x, other, &answer.passage)))
                    }
                }
                None => item.add(with("p.doubt", t.no_follow_up())),
            };
            place = place.add(item);
        }
    }
    if !some {
        place.add(with("p", t.none_here()));
    }
}
