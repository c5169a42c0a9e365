//! Elements as text, on the host: what `dom.rs` asks of an element of the browser, and how it is written as HTML.

use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::JsValue;

/// Elements without content and end tag, among those that the page uses.
const VOID: [&str; 3] = ["br", "input", "meta"];

/// An element that becomes text. Cloning makes another name for the same element.
#[derive(Clone)]
pub struct Element(Rc<Inner>);

struct Inner {
    tag: String,
    attributes: RefCell<Vec<(String, String)>>,
    content: RefCell<Vec<Content>>,
}

enum Content {
    Text(String),
    Element(Element),
}

impl Element {
    /// An empty element. In text its place tells its name space.
    pub fn new(_space: &str, tag: &str) -> Self {
        let (attributes, content) = (RefCell::default(), RefCell::default());
        Self(Rc::new(Inner { tag: tag.to_owned(), attributes, content }))
    }

    /// Sets an attribute.
    ///
    /// # Errors
    /// Never; the browser's may. So the others.
    pub fn set_attribute(&self, name: &str, value: &str) -> Result<(), JsValue> {
        let mut attributes = self.0.attributes.borrow_mut();
        match attributes.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => value.clone_into(old),
            None => attributes.push((name.to_owned(), value.to_owned())),
        }
        Ok(())
    }

    /// Takes an attribute away.
    ///
    /// # Errors
    /// Never.
    pub fn remove_attribute(&self, name: &str) -> Result<(), JsValue> {
        self.0.attributes.borrow_mut().retain(|(known, _)| known != name);
        Ok(())
    }

    /// Adds text.
    ///
    /// # Errors
    /// Never.
    pub fn append_with_str_1(&self, text: &str) -> Result<(), JsValue> {
        self.0.content.borrow_mut().push(Content::Text(text.to_owned()));
        Ok(())
    }

    /// Adds an element.
    ///
    /// # Errors
    /// Never.
    pub fn append_with_node_1(&self, child: &Self) -> Result<(), JsValue> {
        self.0.content.borrow_mut().push(Content::Element(child.clone()));
        Ok(())
    }

    /// Text in place of the content; `None` takes it away.
    pub fn set_text_content(&self, text: Option<&str>) {
        let text = text.filter(|text| !text.is_empty()).map(|text| Content::Text(text.to_owned()));
        *self.0.content.borrow_mut() = text.into_iter().collect();
    }

    /// Writes the element as HTML. `address` gives what stands in place of an address in the page (`#…`); each `id`, and
    /// each attribute that names one, gets `prefix`, so that several can stand in one page.
    pub fn write(&self, out: &mut String, prefix: &str, address: &dyn Fn(&str) -> String) {
        let tag = &self.0.tag;
        out.push('<');
        out.push_str(tag);
        for (name, value) in self.0.attributes.borrow().iter() {
            let value = match name.as_str() {
                "id" | "for" | "aria-labelledby" | "aria-describedby" | "aria-controls" => {
                    format!("{prefix}{value}")
                }
                "href" if value.starts_with(['#', '*']) => address(value),
                _ => value.clone(),
            };
            out.push_str(&format!(" {name}"));
            if !value.is_empty() {
                out.push_str(&format!("=\"{}\"", escaped(&value)));
            }
        }
        out.push('>');
        if VOID.contains(&tag.as_str()) {
            return;
        }
        for part in self.0.content.borrow().iter() {
            match part {
                Content::Text(text) => out.push_str(&escaped(text)),
                Content::Element(element) => element.write(out, prefix, address),
            }
        }
        out.push_str(&format!("</{tag}>"));
    }
}

/// Text as HTML, fit for content and for attributes in double quotes.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_text_cannot_become_markup() {
        let place = Element::new("", "p");
        place.set_attribute("title", "\"><script>").unwrap();
        place.append_with_str_1("<b>&").unwrap();
        let mut out = String::new();
        place.write(&mut out, "", &|own| own.to_owned());
        assert_eq!(out, "<p title=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt;&amp;</p>");
    }

    #[test]
    fn ids_get_their_prefix_and_addresses_in_the_page_another_one() {
        let (place, link) = (Element::new("", "p"), Element::new("", "a"));
        place.set_attribute("id", "p1").unwrap();
        link.set_attribute("href", "#doc=x").unwrap();
        place.append_with_node_1(&link).unwrap();
        place.append_with_node_1(&Element::new("", "br")).unwrap();
        let mut out = String::new();
        place.write(&mut out, "d-", &|own| format!("./{own}"));
        assert_eq!(out, "<p id=\"d-p1\"><a href=\"./#doc=x\"></a><br></p>");
    }
}
