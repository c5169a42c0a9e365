//! The two Snowball stemmers for Dutch, after Snowball 3.0, `dutch.sbl` (Kraaij
//! and Pohlmann) and `dutch_porter.sbl` (<https://snowballstem.org>, BSD licence).
//!
//! Written for size: most of both is a table of rules for one interpreter,
//! [`Word::step`]. A word is letters a to z and nothing else, so the rules for
//! accents and apostrophes are left out. Other bytes do no harm, but the answer
//! is then not Snowball's, and may be empty.
//!
//! # Rules
//!
//! A table is tried from left to right, and the first rule that holds ends it.
//! A rule is a suffix, conditions, `=`, what to write for the suffix, and what to
//! do then; a blank closes it. `arijC=aar ` says: for *arij* after a consonant
//! in R1, write *aar*.
//!
//! | sign | holds if the suffix                                     |
//! |------|---------------------------------------------------------|
//! | `R`  | lies in R1: after the first consonant after a vowel     |
//! | `S`  | lies in R2: the same again, from R1 on                  |
//! | `C`  | lies in R1, after a consonant                           |
//! | `V`  | comes after a vowel                                     |
//! | `X`  | comes after a vowel and one letter more                 |
//! | `^`  | is the whole word                                       |
//!
//! | sign | does                                                    |
//! |------|---------------------------------------------------------|
//! | `!`  | ends the table: an exception to the rules after it      |
//! | `=`  | takes the suffix off                                    |
//! | `L`  | spells a long vowel double: *lop* becomes *loop*        |
//! | `E`, `I`, `N`, `U` | runs another of Porter's tables            |

/// The stem by Kraaij and Pohlmann: *gewandelde* gives *wandel*.
pub fn kraaij_pohlmann(word: &str) -> String {
    let mut word = Word::new(word, true);
    word.measure();
    word.step(KP_1);
    word.step(KP_2);
    word.step(KP_3);
    word.step(KP_4);
    // Not geeft (effen), gevaar, gevaren (varen), geval (vallen); gevalideerd is one.
    let kept = word.has(b"eft", 2)
        || word.has(b"vaa", 2)
        || word.has(b"vare", 2)
        || word.has(b"val", 2) && !word.has(b"vali", 2);
    if !kept {
        word.lose_ge(0);
    }
    // Only the first -ge- further on is looked at, if there is one.
    let mut at = 1;
    while at < word.letters.len() && !word.has(b"ge", at) {
        at += 1;
    }
    word.lose_ge(at);
    word.step(KP_7);
    if word.changed {
        word.step(KP_6);
    }
    word.finish()
}

/// Step 1, plurals and infinitives: *tafels*, *series*, *wolken*, *waarheden*.
/// The s stays after a t: *rechts*.
const KP_1: &[u8] = &rules(
    b"iesR=ie aresC=arL eresC=er esC=e ausRV=au tsR! sC= \
    hedenR=heid nden=nd denC= ienV=i jenV=j enC=L nde=nd ",
);

/// Step 2, diminutives and a last -e: *boompje*, *koninkje*, *eerlijke*, *lichte*.
const KP_2: &[u8] = &rules(
    b"etjeC= rntje=rn tjeRX= inkje=ing mpje=m jeC= geR=g lijkeR=lijk ischeR=isch \
    deC= teR=t seR=s reR=r leR=lL eneC=enL ieveC=ief ",
);

/// Step 3, nouns made of other words: *waarheid*, *wandeling*, *makerij*.
/// *schilderij* (a painting) stays apart from *schild* (a shield).
const KP_3: &[u8] = &rules(
    b"atieR=eer iteitR=L heidR= selR= sterR= rder=r ilding=ilder ildisme=ilder \
    ilderij=ilder ingR=L ismeR=L erijR=L arijC=aar fieS=fL gieS=gL tstC=t dstC=d ",
);

/// Step 4, adjectives: *leesbaar*, *eerlijkst*, *nodig*, *lopend*.
/// *innig* (fervent) stays apart from *in*.
const KP_4: &[u8] = &rules(
    b"ioneelR=ie atiefR=eer baarR= naarRV=n laarRV=l raarRV=r tantR=teer \
    lijkerR=lijk lijkstR=lijk achtigR= achtigerR= achtigstR= erigC=L erigerC=L \
    erigstC=L endC=L innig^! inniger^! innigst^! igC=L igerC=L igstC=L ",
);

/// Step 1c, the -d or -t of a participle that lost its ge-: *wandeld*, *werkt*.
/// *ind* (of *geind*) goes with *innen*, and *ent* (of *geent*) stays apart from *en*.
const KP_1C: &[u8] = &rules(b"ind^=inn ndR! dC= htR! ent^! tC= ");

/// Step 7, the -t of a verb: *werkt*, *blaft*, *loopt*.
const KP_7: &[u8] = &rules(b"kt=k ft=f pt=p ");

/// Step 6, the spelling of a word that was changed: *bomm* to *bom*, *briev* to
/// *brief*, *huiz* to *huis*. *innen* (to collect) stays apart from *in*.
const KP_6: &[u8] = &rules(
    b"inn^! bb=b cc=c dd=d ff=f gg=g hh=h jj=j kk=k ll=l mm=m nn=n pp=p qq=q rr=r \
    ss=s tt=t vv=v ww=w xx=x zz=z v=f z=s ",
);

/// The stem by Porter: *wandelingen* gives *wandel*.
pub fn porter(word: &str) -> String {
    let mut word = Word::new(word, false);
    word.mark_consonants();
    word.measure();
    word.p1 = word.p1.max(3);
    word.step(P_1);
    let lost_e = word.step(P_E);
    word.step(P_HEID);
    if !word.step(P_3) && lost_e {
        word.step(P_BAR);
    }
    word.shorten();
    word.letters.make_ascii_lowercase();
    word.finish()
}

/// Step 1, plurals: *waarheden*, *wolken*, *tafels*; not *gemen*.
const P_1: &[u8] = &rules(b"hedenR=heid heden! gemen! gemene! enC=U eneC=U js! jse! sC= seC= ");

/// Step 2, a last -e: *grote*.
const P_E: &[u8] = &rules(b"eC=U ");

/// Step 3a, -heid, and then the -en before it: *gelegenheid*.
const P_HEID: &[u8] = &rules(b"cheid! heidS=N ");
/// The -en before -heid.
const P_EN: &[u8] = &rules(b"gemen! enC=U ");

/// Step 3b: *nadrukkelijk*, *wandelend*, *wandeling*, *zelfstandig*, *onhoudbaar*.
const P_3: &[u8] = &rules(b"lijkS=E endS=I ingS=I eig! igS= baarS= ");

/// What was before -end or -ing, an -ig or a doubled consonant: *beveiliging*.
const P_IG: &[u8] = &rules(b"eig! igS= dd=d kk=k tt=t ");

/// Step 3b of a word that lost its -e, -bar: *onhoudbare*.
const P_BAR: &[u8] = &rules(b"barS= ");

/// A doubled consonant: *wedd* is *wed*.
const UNDOUBLE: &[u8] = &rules(b"dd=d kk=k tt=t ");

/// Turns the suffixes of a table round, for [`Word::step`] to read a word from its end.
const fn rules<const N: usize>(table: &[u8; N]) -> [u8; N] {
    let mut turned = *table;
    let mut start = 0;
    while start < N {
        let mut end = start;
        while table[end].is_ascii_lowercase() {
            end += 1;
        }
        let mut at = start;
        while at < end {
            turned[at] = table[start + end - 1 - at];
            at += 1;
        }
        while table[end] != b' ' {
            end += 1;
        }
        start = end + 1;
    }
    turned
}

/// Snowball's groupings: v, `v_WX`, AEIOU and AIOU; the last is the vowels that double.
const AEIOUY: u32 = letters(b"aeiouy");
const AEIOUYWX: u32 = letters(b"aeiouywx");
const AEIOU: u32 = letters(b"aeiou");
const AIOU: u32 = letters(b"aiou");
const AEOU: u32 = letters(b"aeou");

/// A set of letters, a bit each.
const fn letters(list: &[u8]) -> u32 {
    let (mut set, mut at) = (0, 0);
    while at < list.len() {
        set |= 1 << (list[at] & 31);
        at += 1;
    }
    set
}

/// Whether a letter is in a set. Capitals, and the 0 of no letter, are in none.
#[inline(never)]
fn is(letter: u8, set: u32) -> bool {
    letter >= b'a' && set >> (letter & 31) & 1 != 0
}

/// How far the reading of a rule is.
#[derive(PartialEq)]
enum Stage {
    Suffix,
    Write,
    Failed,
}

/// A word on its way to its stem.
struct Word {
    letters: Vec<u8>,
    /// Where R1 and R2 begin; past the end if the word has none.
    p1: usize,
    p2: usize,
    /// Whether ij is a vowel, as for Kraaij and Pohlmann.
    ij: bool,
    /// Whether any rule held.
    changed: bool,
}

impl Word {
    fn new(word: &str, ij: bool) -> Word {
        Word { letters: word.into(), p1: 0, p2: 0, ij, changed: false }
    }

    #[inline(never)]
    fn finish(self) -> String {
        String::from_utf8(self.letters).unwrap_or_default()
    }

    /// Runs a table, and tells whether one of its rules held.
    fn step(&mut self, rules: &[u8]) -> bool {
        // Where the suffix begins, as far as it was read.
        let mut at = self.letters.len();
        let mut stage = Stage::Suffix;
        for sign in rules {
            if stage == Stage::Failed {
                if *sign == b' ' {
                    at = self.letters.len();
                    stage = Stage::Suffix;
                }
                continue;
            }
            let mut holds = true;
            match sign {
                b'R' => holds = at >= self.p1,
                b'S' => holds = at >= self.p2,
                b'C' => holds = at >= self.p1 && !self.vowel(at),
                b'V' => holds = self.vowel(at),
                b'X' => holds = self.vowel(at.wrapping_sub(1)),
                b'^' => holds = at == 0,
                b'!' => return false,
                b'=' => {
                    self.letters.truncate(at);
                    stage = Stage::Write;
                }
                b'L' => self.lengthen(),
                b'E' => _ = self.step(P_E),
                b'I' => _ = self.step(P_IG),
                b'N' => _ = self.step(P_EN),
                b'U' => _ = self.step(UNDOUBLE),
                b' ' => {
                    self.changed = true;
                    return true;
                }
                letter if stage == Stage::Write => self.letters.push(*letter),
                letter => {
                    at = at.wrapping_sub(1);
                    holds = self.letter(at) == *letter;
                }
            }
            if !holds {
                stage = Stage::Failed;
            }
        }
        false
    }

    /// Spells a long vowel double before a last consonant: *lop* (of *lopen*)
    /// becomes *loop*. Not an e that is likely mute: *wandel*, *open*.
    #[inline(never)]
    fn lengthen(&mut self) {
        let (last, vowel, before) = (self.back(1), self.back(2), self.back(4));
        let long = !is(last, AEIOUYWX) && is(vowel, AEOU) && !is(self.back(3), AEIOU);
        let mute = vowel == b'e'
            && (is(before, AIOU)
                || before == b'e' && self.back(5) == 0
                || is(self.back(5), AIOU) && self.back(6) != 0 && !is(self.back(6), AEIOU));
        if long && !mute {
            self.letters.pop();
            self.letters.push(vowel);
            self.letters.push(last);
        }
    }

    /// Takes one letter off a double vowel before a last consonant: *brood*, *brod*.
    fn shorten(&mut self) {
        let (last, vowel, before) = (self.back(1), self.back(2), self.back(4));
        if last != b'I'
            && !is(last, AEIOUY)
            && is(vowel, AEOU)
            && vowel == self.back(3)
            && before != 0
            && !is(before, AEIOUY)
        {
            self.letters.pop();
            self.letters.pop();
            self.letters.push(last);
        }
    }

    /// Takes out a ge with enough of a word after it, then the end of the participle.
    #[inline(never)]
    fn lose_ge(&mut self, at: usize) {
        let length = self.letters.len();
        if self.has(b"ge", at) && at + 5 <= length && self.region(at + 2) <= length {
            let mut to = at;
            while let Some(&letter) = self.letters.get(to + 2) {
                self.set(to, letter);
                to += 1;
            }
            self.letters.truncate(to);
            self.measure();
            self.changed = true;
            self.step(KP_1C);
        }
    }

    /// Porter's consonants, as capitals: a y that is first or after a vowel
    /// (*Yoga*, *roYaal*), an i between vowels (*draaIen*).
    fn mark_consonants(&mut self) {
        for at in 0..self.letters.len() {
            let letter = self.letter(at);
            if letter == b'y' && (at == 0 || self.vowel(at))
                || letter == b'i' && self.vowel(at) && is(self.letter(at + 1), AEIOUY)
            {
                self.set(at, letter - 32);
            }
        }
    }

    #[inline(never)]
    fn measure(&mut self) {
        self.p1 = self.region(0);
        self.p2 = self.region(self.p1);
    }

    /// The place after the first consonant after a vowel; past the end if there is none.
    fn region(&self, from: usize) -> usize {
        let end = self.letters.len() + 1;
        let mut at = from + 2;
        while at < end {
            if self.vowel(at - 1) && !self.vowel(at) {
                return at;
            }
            at += 1;
        }
        end
    }

    /// Whether there is a vowel before a place.
    #[inline(never)]
    fn vowel(&self, at: usize) -> bool {
        let letter = self.letter(at.wrapping_sub(1));
        is(letter, AEIOUY) || self.ij && letter == b'j' && self.letter(at.wrapping_sub(2)) == b'i'
    }

    /// Whether a part stands at a place.
    #[inline(never)]
    fn has(&self, part: &[u8], mut at: usize) -> bool {
        for letter in part {
            if self.letter(at) != *letter {
                return false;
            }
            at += 1;
        }
        true
    }

    /// The letter at a place, or 0.
    #[inline(never)]
    fn letter(&self, at: usize) -> u8 {
        self.letters.get(at).copied().unwrap_or(0)
    }

    /// The letter so many from the end, or 0.
    #[inline(never)]
    fn back(&self, count: usize) -> u8 {
        self.letter(self.letters.len().wrapping_sub(count))
    }

    /// Puts a letter in place of another.
    fn set(&mut self, at: usize, letter: u8) {
        if let Some(place) = self.letters.get_mut(at) {
            *place = letter;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{kraaij_pohlmann, porter};

    /// A word, and its stems by Snowball 3.0's own code: Kraaij and Pohlmann's, Porter's.
    const STEMS: &[(&str, &str, &str)] = &[
        ("tafels", "tafel", "tafel"),
        ("series", "serie", "series"),
        ("dames", "dame", "dames"),
        ("rechts", "rechts", "recht"),
        ("wolken", "wolk", "wolk"),
        ("waarheden", "waar", "waarheid"),
        ("waarheid", "waar", "waarheid"),
        ("lopen", "loop", "lop"),
        ("groeien", "groei", "groei"),
        ("boompje", "boom", "boompj"),
        ("koninkje", "koon", "koninkj"),
        ("lantaarntje", "lantaarn", "lantaarntj"),
        ("schoentje", "schoen", "schoentj"),
        ("ringetje", "ring", "ringetj"),
        ("eerlijke", "eerlijk", "eerlijk"),
        ("lichte", "licht", "licht"),
        ("grote", "grote", "grot"),
        ("wandelingen", "wandel", "wandel"),
        ("makerij", "maak", "makerij"),
        ("schild", "schild", "schild"),
        ("schilderijen", "schilder", "schilderij"),
        ("abildisme", "abilder", "abildism"),
        ("activiteit", "actif", "activiteit"),
        ("biografie", "biografie", "biografie"),
        ("leesbaar", "lees", "leesbar"),
        ("eerlijkst", "eerlijk", "eerlijkst"),
        ("nodig", "nood", "nodig"),
        ("lopend", "loop", "lopend"),
        ("innig", "innig", "innig"),
        ("in", "in", "in"),
        ("innen", "inn", "inn"),
        ("geind", "inn", "geind"),
        ("geent", "ent", "geent"),
        ("gewandelde", "wandel", "gewandeld"),
        ("gewerkt", "werk", "gewerkt"),
        ("geeft", "geef", "geeft"),
        ("gevaren", "gevaar", "gevar"),
        ("gevalideerd", "valideer", "gevalideerd"),
        ("gevallen", "geval", "gevall"),
        ("opgebeld", "opbel", "opgebeld"),
        ("loopt", "loop", "loopt"),
        ("bommen", "bom", "bomm"),
        ("brieven", "brief", "briev"),
        ("huizen", "huis", "huiz"),
        ("wandelen", "wandel", "wandel"),
        ("openen", "open", "open"),
        ("gelegenheid", "legen", "geleg"),
        ("abogemenheid", "abomen", "abogemen"),
        ("nadrukkelijk", "nadrukkelijk", "nadruk"),
        ("wandelend", "wandel", "wandel"),
        ("beveiliging", "beveil", "beveil"),
        ("zelfstandig", "zelfstand", "zelfstand"),
        ("onhoudbaar", "onhoud", "onhoud"),
        ("onhoudbare", "onhoudbar", "onhoud"),
        ("gemen", "geem", "gemen"),
        ("brood", "brood", "brod"),
        ("yoga", "yoga", "yoga"),
        ("royaal", "royaal", "royal"),
        ("draaien", "draai", "draai"),
        ("jij", "jij", "jij"),
        ("a", "a", "a"),
    ];

    #[test]
    fn stems_are_those_of_snowball() {
        for (word, by_kraaij_pohlmann, by_porter) in STEMS {
            assert_eq!(kraaij_pohlmann(word), *by_kraaij_pohlmann, "{word}");
            assert_eq!(porter(word), *by_porter, "{word}");
        }
    }

    /// Words made of roots and endings, against the code that the Snowball project generates.
    #[test]
    fn stems_of_made_up_words_are_those_of_the_generated_code() {
        use pagefind_stem::{Algorithm, Stemmer};
        const ENDINGS: &str =
            "heden heid ingen ing en ene s se tje etje ig lijk baar bar end te de en erij iteit st t d";
        let [dutch, dutch_porter] = [Algorithm::Dutch, Algorithm::Dutch_porter].map(Stemmer::create);
        let mut seed = 1u32;
        for _ in 0..2_000 {
            let mut root = String::new();
            for _ in 0..3 + seed % 6 {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let letters = b"aeioueeaabcdfghjklmnprstvwz";
                root.push(letters[(seed >> 16) as usize % letters.len()] as char);
            }
            for word in ENDINGS.split(' ').map(|ending| root.clone() + ending) {
                for word in [format!("ge{word}"), word] {
                    assert_eq!(kraaij_pohlmann(&word), dutch.stem(&word), "{word}");
                    assert_eq!(porter(&word), dutch_porter.stem(&word), "{word}");
                }
            }
        }
    }

    #[test]
    fn any_other_text_is_no_panic() {
        for word in ["", "é", "geëïnd", "foto's", "1e", "GE", "\0s", "ijen", "geijk", "日本語en", "eë"]
        {
            kraaij_pohlmann(word);
            porter(word);
        }
    }
}
