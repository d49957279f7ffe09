//! The files that go to an asset host: their names, their hashes, their compressed sizes.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256, Sha384};

use crate::process::Failure;
use crate::repo;

/// The evergreen name of the script.
pub(crate) const SCRIPT: &str = "defacto-enrollment.js";
/// The extension of a language's texts.
pub(crate) const TEXTS: &str = "txt";
/// How the name of the style sheet begins. It ends as the texts' do: a development server would make a module of a `.css`.
pub(crate) const STYLE: &str = "enrollment-styles";

/// How the name of the WebAssembly behind `validate()` begins.
pub(crate) const VALUES: &str = "enrollment-values";

/// Length of the hash in the name of a [`Fetched`], in hexadecimal digits.
const HASH_DIGITS: usize = 8;

/// A file that the script fetches. Its name goes with its bytes: other bytes, other name.
#[derive(Debug)]
pub(crate) struct Fetched {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// All that the script can fetch; a borrower needs the WebAssembly, its style sheet and the texts of one language.
#[derive(Debug)]
pub(crate) struct Assets {
    pub(crate) wasm: Fetched,
    /// The WebAssembly behind `validate()`.
    pub(crate) values: Fetched,
    pub(crate) css: Fetched,
    /// By language.
    pub(crate) texts: BTreeMap<&'static str, Fetched>,
}

impl Fetched {
    fn new(name: &str, extension: &str, bytes: Vec<u8>) -> Self {
        let hash: String = digest(&bytes).chars().take(HASH_DIGITS).collect();
        Self {
            name: format!("{name}-{hash}.{extension}"),
            bytes,
        }
    }

    /// What the script compares it with: shorter than what a page's own attribute takes, and as far from being forged.
    pub(crate) fn integrity(&self) -> String {
        format!("sha256-{}", STANDARD.encode(Sha256::digest(&self.bytes)))
    }
}

impl Assets {
    /// The WebAssembly of the widget and that of `validate()`, and the style sheet, with the texts of every language.
    pub(crate) fn new(wasm: Vec<u8>, values: Vec<u8>, css: Vec<u8>) -> Self {
        let texts = texts::LANGUAGES.iter().map(|texts| {
            let name = format!("enrollment-texts-{}", texts.language);
            let file = Fetched::new(&name, TEXTS, texts.pack().into_bytes());
            (texts.language, file)
        });
        Self {
            wasm: Fetched::new("enrollment-widget", "wasm", wasm),
            values: Fetched::new(VALUES, "wasm", values),
            css: Fetched::new(STYLE, TEXTS, css),
            texts: texts.collect(),
        }
    }
}

/// The immutable name of the script.
pub(crate) fn versioned_script_name(version: &str) -> String {
    format!("defacto-enrollment-{version}.js")
}

/// The value of an `integrity` attribute.
pub(crate) fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

/// A SHA-256 in lower-case hexadecimal.
pub(crate) fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Length in bytes after brotli at its best (quality 11, window 22).
pub(crate) fn brotli_length(bytes: &[u8]) -> io::Result<usize> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, 11, 22);
    writer.write_all(bytes)?;
    writer.flush()?;
    Ok(writer.into_inner().len())
}

/// Length in bytes after gzip at its best (level 9).
pub(crate) fn gzip_length(bytes: &[u8]) -> io::Result<usize> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

/// Replaces what is in the folder by the script, under both names, and what it fetches.
pub(crate) fn write(
    folder: &Path,
    version: &str,
    script: &[u8],
    assets: &Assets,
) -> Result<(), Failure> {
    repo::empty(folder)?;
    repo::write(&folder.join(SCRIPT), script)?;
    repo::write(&folder.join(versioned_script_name(version)), script)?;
    for file in [&assets.wasm, &assets.values, &assets.css]
        .into_iter()
        .chain(assets.texts.values())
    {
        repo::write(&folder.join(&file.name), &file.bytes)?;
    }
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_wasm_ends_in_the_beginning_of_its_sha256() {
        let assets = Assets::new(b"abc".to_vec(), Vec::new(), Vec::new());
        assert_eq!(assets.wasm.name, "enrollment-widget-ba7816bf.wasm");
    }

    #[test]
    fn every_language_has_a_file_of_its_own_that_the_widget_reads() {
        let assets = Assets::new(Vec::new(), Vec::new(), Vec::new());
        assert_eq!(assets.texts.len(), texts::LANGUAGES.len());
        for (language, file) in assets.texts {
            let hash = file
                .name
                .strip_prefix(&format!("enrollment-texts-{language}-"));
            let hash = hash.unwrap().strip_suffix(".txt").unwrap();
            assert!(digest(&file.bytes).starts_with(hash) && hash.len() == HASH_DIGITS);
            let read = texts::Texts::unpack(String::from_utf8(file.bytes).unwrap());
            assert_eq!(read.unwrap().language, language);
        }
    }

    #[test]
    fn integrity_is_the_sha384_that_browsers_check() {
        assert_eq!(
            integrity(b"abc"),
            "sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn"
        );
    }

    #[test]
    fn compression_is_whole() {
        let text = "const a = 1;\n".repeat(100);
        let mut plain = Vec::new();
        let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, 11, 22);
        writer.write_all(text.as_bytes()).unwrap();
        let packed = writer.into_inner();
        brotli::BrotliDecompress(&mut packed.as_slice(), &mut plain).unwrap();
        assert_eq!(plain, text.as_bytes());
        assert!(brotli_length(text.as_bytes()).unwrap() < 100);
        assert!(gzip_length(text.as_bytes()).unwrap() < 100);
    }
}
