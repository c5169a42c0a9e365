//! Pictures of the page, pixel by pixel.

use std::{
    fs::{self, File},
    io::BufReader,
    path::Path,
};

/// Red, green and blue of each pixel, row by row.
#[derive(Debug, PartialEq, Eq)]
pub struct Picture {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Three bytes for each pixel.
    pub pixels: Vec<u8>,
}

impl Picture {
    /// Reads a PNG as browsers write it: eight bits, with or without transparency, which is left out.
    ///
    /// # Errors
    /// When it cannot be read or is of another kind.
    pub fn read(file: &Path) -> Result<Self, String> {
        let error = |e: &dyn std::fmt::Display| format!("{}: {e}", file.display());
        let opened = File::open(file).map_err(|e| error(&e))?;
        let mut reader = png::Decoder::new(BufReader::new(opened)).read_info().map_err(|e| error(&e))?;
        let mut bytes = vec![0; reader.output_buffer_size().ok_or_else(|| error(&"too large"))?];
        let shape = reader.next_frame(&mut bytes).map_err(|e| error(&e))?;
        let pixels = match (shape.color_type, shape.bit_depth) {
            (png::ColorType::Rgb, png::BitDepth::Eight) => bytes,
            (png::ColorType::Rgba, png::BitDepth::Eight) => {
                bytes.chunks(4).flat_map(|p| [p[0], p[1], p[2]]).collect()
            }
            (other, _) => return Err(error(&format!("expected RGB with 8 bits, found {other:?}"))),
        };
        Ok(Self { width: shape.width, height: shape.height, pixels })
    }

    /// Writes it as PNG, a third smaller than browsers do: they compress in haste, and their filters are for photographs.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, file: &Path) -> Result<(), String> {
        let error = |e: &dyn std::fmt::Display| format!("{}: {e}", file.display());
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.width, self.height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_compression(png::Compression::High);
        encoder.set_filter(png::Filter::NoFilter);
        let written = encoder.write_header().and_then(|mut header| header.write_image_data(&self.pixels));
        written.map_err(|e| error(&e))?;
        fs::write(file, bytes).map_err(|e| error(&e))
    }

    /// Which pixels are not those of another picture of the same size: some colour is further off than `near`, of 255.
    pub fn differing<'a>(&'a self, other: &'a Self, near: u8) -> impl Iterator<Item = bool> + 'a {
        let pairs = self.pixels.chunks(3).zip(other.pixels.chunks(3));
        pairs.map(move |(a, b)| a.iter().zip(b).any(|(a, b)| a.abs_diff(*b) > near))
    }
}
