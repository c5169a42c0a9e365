//! The picture that sites show for a link to a document: its title, and below it what it is and of when.

use ab_glyph::{Font, FontRef, PxScale, ScaleFont, point};

/// Its name in the folder of the document.
pub const NAME: &str = "card.png";
/// Its size in px, as the sites that show it ask for.
pub const WIDTH: u32 = 1200;
/// Its height.
pub const HEIGHT: u32 = 630;

/// Distance from the edges, in px.
const MARGIN: f32 = 80.0;
/// Lines of title; what is longer ends in `…`.
const LINES: usize = 4;
/// Paper and inks as in `tokens.css`, in sRGB.
const PAPER: [u8; 3] = [250, 249, 245];
const INK: [u8; 3] = [24, 30, 40];
const SOFT: [u8; 3] = [82, 90, 102];
const ACCENT: [u8; 3] = [0, 86, 92];

/// A PNG of `dossier` above `title` above `about`.
pub fn card(dossier: &str, title: &str, about: &str) -> Vec<u8> {
    let mut canvas = Canvas::new();
    canvas.bar();
    let mut y = canvas.lines(&[dossier.to_owned()], 34.0, ACCENT, MARGIN + 34.0) + 30.0;
    let mut lines = canvas.broken(title, 66.0);
    if lines.len() > LINES {
        lines.truncate(LINES);
        let last = lines.last_mut().expect("there are more than none");
        while canvas.width(&format!("{last} …"), 66.0) > WIDTH as f32 - 2.0 * MARGIN {
            last.truncate(last.rfind(' ').unwrap_or(0));
        }
        last.push_str(" …");
    }
    y = canvas.lines(&lines, 66.0, INK, y + 66.0) + 24.0;
    let about = canvas.broken(about, 36.0);
    canvas.lines(&about[..about.len().min(2)], 36.0, SOFT, y + 36.0);
    canvas.png()
}

struct Canvas {
    font: FontRef<'static>,
    pixels: Vec<u8>,
}

impl Canvas {
    fn new() -> Self {
        let font =
            FontRef::try_from_slice(epaint_default_fonts::UBUNTU_LIGHT).expect("the crate holds a font");
        Self { font, pixels: PAPER.repeat((WIDTH * HEIGHT) as usize) }
    }

    /// A bar at the left edge, the mark of the page.
    fn bar(&mut self) {
        for row in self.pixels.chunks_exact_mut(WIDTH as usize * 3) {
            row[..24 * 3].copy_from_slice(&ACCENT.repeat(24));
        }
    }

    fn width(&self, text: &str, size: f32) -> f32 {
        let font = self.font.as_scaled(PxScale::from(size));
        text.chars().map(|c| font.h_advance(font.glyph_id(c))).sum()
    }

    /// The text in lines as wide as the picture allows, broken at blanks.
    fn broken(&self, text: &str, size: f32) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split_whitespace() {
            let longer = lines.last().map(|line| format!("{line} {word}"));
            match longer.filter(|line| self.width(line, size) <= WIDTH as f32 - 2.0 * MARGIN) {
                Some(longer) => *lines.last_mut().expect("it was just longer") = longer,
                None => lines.push(word.to_owned()),
            }
        }
        lines
    }

    /// Draws lines, the first on the base line `y`; returns the last base line.
    fn lines(&mut self, lines: &[String], size: f32, ink: [u8; 3], mut y: f32) -> f32 {
        for (number, line) in lines.iter().enumerate() {
            y += if number > 0 { size * 1.2 } else { 0.0 };
            self.line(line, size, ink, y);
        }
        y
    }

    fn line(&mut self, text: &str, size: f32, ink: [u8; 3], y: f32) {
        let font = self.font.clone();
        let font = font.as_scaled(PxScale::from(size));
        let mut x = MARGIN;
        for c in text.chars() {
            let glyph = font.glyph_id(c).with_scale_and_position(PxScale::from(size), point(x, y));
            x += font.h_advance(glyph.id);
            let Some(outline) = font.outline_glyph(glyph) else { continue };
            let bounds = outline.px_bounds();
            outline.draw(|column, row, cover| {
                let (x, y) = (bounds.min.x as i64 + i64::from(column), bounds.min.y as i64 + i64::from(row));
                if (0..i64::from(WIDTH)).contains(&x) && (0..i64::from(HEIGHT)).contains(&y) {
                    let at = (y as usize * WIDTH as usize + x as usize) * 3;
                    for (pixel, ink) in self.pixels[at..at + 3].iter_mut().zip(ink) {
                        *pixel =
                            (f32::from(*pixel) + (f32::from(ink) - f32::from(*pixel)) * cover.min(1.0)) as u8;
                    }
                }
            });
        }
    }

    fn png(self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut encoder = png::Encoder::new(&mut out, WIDTH, HEIGHT);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_compression(png::Compression::High);
        let mut writer = encoder.write_header().expect("the header is right");
        writer.write_image_data(&self.pixels).expect("the pixels are as many as the header says");
        writer.finish().expect("writing to memory cannot fail");
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_title_is_cut_at_a_word_and_stays_in_the_picture() {
        let canvas = Canvas::new();
        let lines = canvas.broken(&"Antwoorden op vragen over de verordening ".repeat(9), 66.0);
        assert!(lines.len() > LINES);
        assert!(lines.iter().all(|line| canvas.width(line, 66.0) <= WIDTH as f32 - 2.0 * MARGIN));
        let picture =
            card("Dossier", &"Antwoorden op vragen over de verordening ".repeat(9), "Kamerbrief, 8 mei 2023");
        assert_eq!(picture[..8], *b"\x89PNG\r\n\x1a\n");
        assert_eq!(
            picture,
            card("Dossier", &"Antwoorden op vragen over de verordening ".repeat(9), "Kamerbrief, 8 mei 2023")
        );
    }
}
