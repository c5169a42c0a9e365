//! Reads the names that rustc gives to functions (`_RNvCs…_3app4main`), just enough to tell where one is defined.
//!
//! The format: <https://doc.rust-lang.org/rustc/symbol-mangling/v0.html>.

/// The path of a function: the crate that defines it, its modules, its name; without types. An instance of generic code
/// has the path of that code, whoever asked for it; a method of an `impl` that of the block. `None` for any other name.
pub fn path_of(name: &str) -> Option<String> {
    let at = name.find("_R")? + 2;
    Reader { text: name.as_bytes().get(at..)?, at: 0 }.path(0)
}

/// How deep paths stand in each other before a name is taken for broken.
const DEEP: usize = 200;

/// In place of a name, which a closure has not.
const CLOSURE: &str = "{closure}";

struct Reader<'a> {
    /// The name, without what it begins with: backward references count from there.
    text: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<u8> {
        self.at += 1;
        self.text.get(self.at - 1).copied()
    }

    /// Whether `sign` comes next; it is then read.
    fn eat(&mut self, sign: u8) -> bool {
        let there = self.text.get(self.at) == Some(&sign);
        self.at += usize::from(there);
        there
    }

    fn path(&mut self, depth: usize) -> Option<String> {
        if depth > DEEP {
            return None;
        }
        match self.next()? {
            b'C' => self.identifier(),
            b'N' => {
                let space = self.next()?;
                let within = self.path(depth + 1)?;
                let own = self.identifier()?;
                let kind = if space == b'C' { CLOSURE } else { &own };
                Some(if kind.is_empty() { within } else { format!("{within}::{kind}") })
            }
            b'I' => {
                let generic = self.path(depth + 1)?;
                while !self.eat(b'E') {
                    self.argument(depth + 1)?;
                }
                Some(generic)
            }
            // An `impl`: where it stands, and what for.
            kind @ (b'M' | b'X') => {
                self.disambiguator()?;
                let place = self.path(depth + 1)?;
                self.skip_type(depth + 1)?;
                if kind == b'X' {
                    self.path(depth + 1)?;
                }
                Some(place)
            }
            // What a trait defines itself. A closure is called by a method of `core`, which holds its code.
            b'Y' => {
                let own = self.skip_type(depth + 1)?;
                let method = self.path(depth + 1)?;
                Some(if own.contains(CLOSURE) { own } else { method })
            }
            b'B' => {
                let at = self.base_62()?;
                // Only back, so that it ends.
                (at < self.at).then_some(())?;
                Reader { text: self.text, at }.path(depth + 1)
            }
            _ => None,
        }
    }

    fn argument(&mut self, depth: usize) -> Option<()> {
        match self.text.get(self.at)? {
            b'L' => self.lifetime(),
            b'K' => {
                self.at += 1;
                self.constant(depth)
            }
            _ => self.skip_type(depth).map(|_| ()),
        }
    }

    fn lifetime(&mut self) -> Option<()> {
        if self.eat(b'L') { self.base_62().map(|_| ()) } else { Some(()) }
    }

    /// Reads a type: its path, or nothing where it has none.
    fn skip_type(&mut self, depth: usize) -> Option<String> {
        if depth > DEEP {
            return None;
        }
        if b"CMXYNI".contains(self.text.get(self.at)?) {
            return self.path(depth);
        }
        match self.next()? {
            b'a'..=b'z' => {}
            b'A' => {
                self.skip_type(depth + 1)?;
                self.constant(depth + 1)?;
            }
            b'S' | b'O' | b'P' => {
                self.skip_type(depth + 1)?;
            }
            b'R' | b'Q' => {
                self.lifetime()?;
                self.skip_type(depth + 1)?;
            }
            b'T' => self.types(depth + 1)?,
            b'F' => {
                self.binder()?;
                self.eat(b'U');
                if self.eat(b'K') && !self.eat(b'C') {
                    self.identifier()?;
                }
                self.types(depth + 1)?;
                self.skip_type(depth + 1)?;
            }
            b'D' => {
                self.binder()?;
                while !self.eat(b'E') {
                    self.path(depth + 1)?;
                    while self.eat(b'p') {
                        self.identifier()?;
                        self.argument(depth + 1)?;
                    }
                }
                self.lifetime()?;
            }
            b'B' => {
                self.base_62()?;
            }
            _ => return None,
        }
        Some(String::new())
    }

    fn types(&mut self, depth: usize) -> Option<()> {
        while !self.eat(b'E') {
            self.skip_type(depth)?;
        }
        Some(())
    }

    fn binder(&mut self) -> Option<()> {
        if self.eat(b'G') { self.base_62().map(|_| ()) } else { Some(()) }
    }

    /// A number, a sign or a truth value; others do not occur in this program.
    fn constant(&mut self, depth: usize) -> Option<()> {
        if self.eat(b'p') {
            return Some(());
        }
        if self.eat(b'B') {
            return self.base_62().map(|_| ());
        }
        self.skip_type(depth + 1)?;
        self.eat(b'n');
        while self.next()? != b'_' {}
        Some(())
    }

    fn disambiguator(&mut self) -> Option<()> {
        if self.eat(b's') { self.base_62().map(|_| ()) } else { Some(()) }
    }

    fn identifier(&mut self) -> Option<String> {
        self.disambiguator()?;
        self.eat(b'u');
        // A nought is a number of its own: closures have no name, and stand in each other.
        let digits = match self.text.get(self.at..)? {
            [b'0', ..] => 1,
            digits => digits.iter().take_while(|byte| byte.is_ascii_digit()).count(),
        };
        let length: usize = str::from_utf8(self.text.get(self.at..self.at + digits)?).ok()?.parse().ok()?;
        self.at += digits;
        self.eat(b'_');
        let own = self.text.get(self.at..self.at.checked_add(length)?)?;
        self.at += length;
        Some(String::from_utf8_lossy(own).into_owned())
    }

    /// `_` is 0, `0_` is 1, and so on.
    fn base_62(&mut self) -> Option<usize> {
        if self.eat(b'_') {
            return Some(0);
        }
        let mut value = 0_usize;
        loop {
            let digit = match self.next()? {
                digit @ b'0'..=b'9' => digit - b'0',
                digit @ b'a'..=b'z' => digit - b'a' + 10,
                digit @ b'A'..=b'Z' => digit - b'A' + 36,
                b'_' => return value.checked_add(1),
                _ => return None,
            };
            value = value.checked_mul(62)?.checked_add(digit.into())?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_belongs_to_the_crate_that_defines_it() {
        for (name, path) in [
            ("_RNvCsheaRwUmxDd_3app4main", "app::main"),
            // An instance of `invoke` for a type of js-sys, asked for by js-sys.
            (
                "_RINvNvNtNtCsdefeZI64Zbb_12wasm_bindgen7convert8closuress2_1__6invokeNtB8_7JsValueINtNtCs8AEDuGettFC_4core6result6ResultuNtB8_7JsErrorEKb1_ECs6mg6VqzF4lJ_6js_sys",
                "wasm_bindgen::convert::closures::_::invoke",
            ),
            // A method of an `impl` of js-sys; what stands before the name is not part of it.
            (
                "X_RNvNvMsD0_Cs6mg6VqzF4lJ_6js_sysNtB8_10Uint8Array6length29___wbg_length_186163212ffe79c3",
                "js_sys::length::__wbg_length_186163212ffe79c3",
            ),
            // What `core` defines for every iterator, for one of ours.
            ("_RNvYNtCs1_3app5PlaceNtNtCs2_4core4iter8Iterator4fold", "core::iter::Iterator::fold"),
            (
                "_RNCNCNvNtCsheaRwUmxDd_3app8timeline7brusheds_00B7_",
                "app::timeline::brushed::{closure}::{closure}",
            ),
            // How a closure is called.
            (
                "_RNSNvYNCNCNvNtCsheaRwUmxDd_3app8timeline5marks00INtNtNtCs8AEDuGettFC_4core3ops8function6FnOnceuE9call_once6vtableBc_",
                "app::timeline::marks::{closure}::{closure}::call_once::vtable",
            ),
        ] {
            assert_eq!(path_of(name).as_deref(), Some(path));
        }
    }

    #[test]
    fn any_other_name_has_no_path() {
        let deep = format!("_R{}", "NvB_".repeat(500));
        for name in ["", "memcpy", "_R", "_RNvC", "_RNvCs_99999999999999999999a", "_RB_", &deep] {
            assert_eq!(path_of(name), None, "{name}");
        }
    }
}
