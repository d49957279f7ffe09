//! The files that go to an asset host: their names, their hashes, their compressed sizes.

use std::io::{self, Write};
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256, Sha384};

use crate::process::Failure;
use crate::repo;

/// The evergreen name of the script.
pub(crate) const SCRIPT: &str = "defacto-enrollment.js";

/// Length of the hash in the name of the WebAssembly, in hexadecimal digits.
const HASH_DIGITS: usize = 16;

/// The name that goes with these bytes: other bytes, other name.
pub(crate) fn wasm_name(wasm: &[u8]) -> String {
    let hash: String = hex(&Sha256::digest(wasm))
        .chars()
        .take(HASH_DIGITS)
        .collect();
    format!("enrollment-widget-{hash}.wasm")
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

/// Replaces what is in the folder by the script, under both names, and the WebAssembly.
pub(crate) fn write(
    folder: &Path,
    version: &str,
    script: &[u8],
    wasm: &[u8],
) -> Result<(), Failure> {
    repo::empty(folder)?;
    repo::write(&folder.join(SCRIPT), script)?;
    repo::write(&folder.join(versioned_script_name(version)), script)?;
    repo::write(&folder.join(wasm_name(wasm)), wasm)
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
    fn the_name_of_the_wasm_begins_its_sha256() {
        assert_eq!(wasm_name(b"abc"), "enrollment-widget-ba7816bf8f01cfea.wasm");
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
