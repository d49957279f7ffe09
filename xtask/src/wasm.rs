//! The little of a WebAssembly's binary form that weighing needs: its sections, functions and their names.

use std::collections::HashMap;

use crate::process::Failure;

/// A module with its functions named.
#[derive(Debug)]
pub(crate) struct Module<'a> {
    sections: Vec<Section<'a>>,
    /// By index, imported ones first.
    names: HashMap<u64, &'a str>,
    imported: u64,
}

#[derive(Clone, Copy, Debug)]
struct Section<'a> {
    id: u8,
    body: &'a [u8],
}

const CUSTOM: u8 = 0;
const IMPORTS: u8 = 2;
const CODE: u8 = 10;

impl<'a> Module<'a> {
    /// Reads a module that has its name section.
    pub(crate) fn read(wasm: &'a [u8]) -> Result<Self, Failure> {
        Self::parse(wasm)
            .ok_or_else(|| Failure::new("the WebAssembly is not understood, or has no names"))
    }

    /// All of it but the names.
    pub(crate) fn code_and_data(&self) -> Vec<u8> {
        let kept = self.sections.iter().filter(|section| section.id != CUSTOM);
        kept.flat_map(|section| section.body).copied().collect()
    }

    /// The same without the functions whose names `is_left_out` takes: no module any more, but what would be left of one.
    pub(crate) fn without(&self, is_left_out: impl Fn(&str) -> bool) -> Result<Vec<u8>, Failure> {
        let mut rest = Vec::new();
        let mut left_out = 0;
        for section in self.sections.iter().filter(|section| section.id != CUSTOM) {
            if section.id != CODE {
                rest.extend_from_slice(section.body);
                continue;
            }
            for (index, function) in (self.imported..).zip(functions(section.body)) {
                if self.names.get(&index).is_some_and(|name| is_left_out(name)) {
                    left_out += 1;
                } else {
                    rest.extend_from_slice(function);
                }
            }
        }
        if left_out == 0 {
            return Err(Failure::new(
                "no function of that name is in the WebAssembly",
            ));
        }
        Ok(rest)
    }

    fn parse(wasm: &'a [u8]) -> Option<Self> {
        let mut rest = wasm.strip_prefix(b"\0asm\x01\0\0\0")?;
        let mut module = Self {
            sections: Vec::new(),
            names: HashMap::new(),
            imported: 0,
        };
        while !rest.is_empty() {
            let id = byte(&mut rest)?;
            let body = bytes(&mut rest)?;
            match id {
                IMPORTS => module.imported = imported_functions(body)?,
                CUSTOM => {
                    let mut custom = body;
                    if bytes(&mut custom)? == b"name" {
                        module.names = function_names(custom)?;
                    }
                }
                _ => {}
            }
            module.sections.push(Section { id, body });
        }
        (!module.names.is_empty()).then_some(module)
    }
}

/// The functions of a code section, each with its length before it.
fn functions(section: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = section;
    let _count = number(&mut rest);
    std::iter::from_fn(move || {
        let whole = rest;
        bytes(&mut rest)?;
        whole.get(..whole.len() - rest.len())
    })
}

fn imported_functions(section: &[u8]) -> Option<u64> {
    let mut rest = section;
    let mut functions = 0;
    for _ in 0..number(&mut rest)? {
        bytes(&mut rest)?;
        bytes(&mut rest)?;
        match byte(&mut rest)? {
            0 => {
                number(&mut rest)?;
                functions += 1;
            }
            // A table: the kind of its elements, then its limits, as a memory has them.
            1 => {
                byte(&mut rest)?;
                limits(&mut rest)?;
            }
            2 => limits(&mut rest)?,
            // A global: its type and whether it changes.
            3 => {
                byte(&mut rest)?;
                byte(&mut rest)?;
            }
            _ => return None,
        }
    }
    Some(functions)
}

fn limits(rest: &mut &[u8]) -> Option<()> {
    let has_most = byte(rest)? & 1 == 1;
    number(rest)?;
    if has_most {
        number(rest)?;
    }
    Some(())
}

/// The second part of a name section, which names functions.
fn function_names(section: &[u8]) -> Option<HashMap<u64, &str>> {
    let mut rest = section;
    while !rest.is_empty() {
        let part = byte(&mut rest)?;
        let mut body = bytes(&mut rest)?;
        if part == 1 {
            let count = number(&mut body)?;
            return (0..count)
                .map(|_| Some((number(&mut body)?, str::from_utf8(bytes(&mut body)?).ok()?)))
                .collect();
        }
    }
    None
}

fn byte(rest: &mut &[u8]) -> Option<u8> {
    let (byte, after) = rest.split_first()?;
    *rest = after;
    Some(*byte)
}

/// As many bytes as the number before them says.
fn bytes<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = usize::try_from(number(rest)?).ok()?;
    let (bytes, after) = rest.split_at_checked(length)?;
    *rest = after;
    Some(bytes)
}

/// An unsigned LEB128 number.
fn number(rest: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let byte = byte(rest)?;
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two functions, `f` and `domain::g`, after one that is imported.
    const WASM: &[u8] = b"\0asm\x01\0\0\0\
        \x02\x07\x01\x01a\x01b\0\0\
        \x0a\x08\x02\x02\0\x0b\x03\0\x01\x0b\
        \0\x19\x04name\x01\x12\x03\0\x01i\x01\x01f\x02\x09domain::g";

    #[test]
    fn a_function_is_left_out_by_its_name() {
        let module = Module::read(WASM).unwrap();
        let whole = module.code_and_data();
        let rest = module.without(|name| name.starts_with("domain::")).unwrap();
        assert!(whole.ends_with(b"\x02\0\x0b\x03\0\x01\x0b"));
        assert!(rest.ends_with(b"\x02\0\x0b") && !rest.ends_with(b"\x01\x0b"));
        assert!(
            module.without(|name| name == "h").is_err(),
            "a name that nothing has"
        );
    }

    #[test]
    fn what_is_cut_short_or_has_no_names_is_not_understood() {
        for length in 0..WASM.len() {
            assert!(
                Module::read(WASM.get(..length).unwrap()).is_err(),
                "{length}"
            );
        }
    }
}
