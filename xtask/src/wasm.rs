//! The little of a WebAssembly's binary form that weighing and ordering need: its sections, functions and their names.

use std::collections::HashMap;

use crate::process::Failure;

/// A module, with the names of its functions where it has any.
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

const HEADER: &[u8] = b"\0asm\x01\0\0\0";
const NAME: &[u8] = b"name";
/// The part of a name section that names functions.
const FUNCTION_NAMES: u8 = 1;
const CUSTOM: u8 = 0;
const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;
const CODE: u8 = 10;
const DATA: u8 = 11;
/// A body that begins without locals, with a call.
const CALL: [u8; 2] = [0, 0x10];
/// How it goes on after the callee's index: `unreachable`, `end`.
const RETURN_NO_MORE: [u8; 2] = [0, 0x0b];

impl<'a> Module<'a> {
    /// Reads a module.
    pub(crate) fn read(wasm: &'a [u8]) -> Result<Self, Failure> {
        Self::parse(wasm).ok_or_else(|| Failure::new("the WebAssembly is not understood"))
    }

    /// The code of its own functions.
    pub(crate) fn functions(&self) -> Vec<&'a [u8]> {
        let mut code = self.sections.iter().filter(|section| section.id == CODE);
        code.next()
            .map(|section| functions(section.body).collect())
            .unwrap_or_default()
    }

    /// The index of the first of its own functions whose name is meant.
    pub(crate) fn index_of(&self, is_meant: impl Fn(&str) -> bool) -> Option<u64> {
        let last = self.imported + self.functions().len() as u64;
        (self.imported..last).find(|index| {
            let name = self.names.get(index);
            name.is_some_and(|name| is_meant(name))
        })
    }

    /// The index of the function that is exported under this name, where that is one of its own.
    pub(crate) fn exported(&self, wanted: &str) -> Option<u64> {
        let mut exports = self.sections.iter().filter(|section| section.id == EXPORTS);
        let mut rest = exports.next()?.body;
        for _ in 0..number(&mut rest)? {
            let name = bytes(&mut rest)?;
            let is_function = byte(&mut rest)? == 0;
            let index = number(&mut rest)?;
            if name == wanted.as_bytes() {
                return Some(index).filter(|index| is_function && *index >= self.imported);
            }
        }
        None
    }

    /// Its own functions that call another and return no more, each with the one that it calls.
    pub(crate) fn only_calls(&self) -> Vec<(u64, u64)> {
        let all = (self.imported..).zip(self.functions());
        all.filter_map(|(index, function)| {
            let mut rest = function;
            let mut called = bytes(&mut rest)?.strip_prefix(&CALL)?;
            let called_index = number(&mut called)?;
            (called == RETURN_NO_MORE).then_some((index, called_index))
        })
        .collect()
    }

    /// The same module, but the functions whose names `ends` takes call `end` and return no more, and `change` has been at
    /// its data.
    pub(crate) fn ending(
        &self,
        end: u64,
        ends: impl Fn(&str) -> bool,
        change: impl Fn(&mut [u8]),
    ) -> Vec<u8> {
        let is_named = |index| self.names.get(&index).is_some_and(|name| ends(name));
        self.ending_at(end, is_named, change)
    }

    /// The same for the functions whose indices `ends` takes.
    pub(crate) fn ending_at(
        &self,
        end: u64,
        ends: impl Fn(u64) -> bool,
        change: impl Fn(&mut [u8]),
    ) -> Vec<u8> {
        let mut body = CALL.to_vec();
        push_number(&mut body, end);
        body.extend(RETURN_NO_MORE);
        let mut wasm = HEADER.to_vec();
        for section in &self.sections {
            wasm.push(section.id);
            match section.id {
                CODE => {
                    let all = functions(section.body);
                    let mut code = Vec::new();
                    push_number(&mut code, self.functions().len() as u64);
                    for (index, function) in (self.imported..).zip(all) {
                        if ends(index) {
                            push_bytes(&mut code, &body);
                        } else {
                            code.extend_from_slice(function);
                        }
                    }
                    push_bytes(&mut wasm, &code);
                }
                DATA => {
                    let mut data = section.body.to_vec();
                    change(&mut data);
                    push_bytes(&mut wasm, &data);
                }
                _ => push_bytes(&mut wasm, section.body),
            }
        }
        wasm
    }

    /// The same module with what `name` makes of the names of its own functions, in their order; empty where one has none.
    pub(crate) fn renamed(&self, mut name: impl FnMut(&str) -> String) -> Vec<u8> {
        let indices = self.imported..;
        let named: Vec<(u64, String)> = indices
            .zip(self.functions())
            .map(|(index, _)| {
                (
                    index,
                    name(self.names.get(&index).copied().unwrap_or_default()),
                )
            })
            .collect();
        let mut wasm = HEADER.to_vec();
        let is_name = |section: &Section<'_>| {
            let mut body = section.body;
            section.id == CUSTOM && bytes(&mut body) == Some(NAME)
        };
        for section in self.sections.iter().filter(|section| !is_name(section)) {
            wasm.push(section.id);
            push_bytes(&mut wasm, section.body);
        }
        let mut list = Vec::new();
        push_number(&mut list, named.len() as u64);
        for (index, name) in named {
            push_number(&mut list, index);
            push_bytes(&mut list, name.as_bytes());
        }
        let mut section = Vec::new();
        push_bytes(&mut section, NAME);
        section.push(FUNCTION_NAMES);
        push_bytes(&mut section, &list);
        wasm.push(CUSTOM);
        push_bytes(&mut wasm, &section);
        wasm
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
        let mut rest = wasm.strip_prefix(HEADER)?;
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
                    if bytes(&mut custom)? == NAME {
                        module.names = function_names(custom)?;
                    }
                }
                _ => {}
            }
            module.sections.push(Section { id, body });
        }
        Some(module)
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
        if part == FUNCTION_NAMES {
            let count = number(&mut body)?;
            return (0..count)
                .map(|_| Some((number(&mut body)?, str::from_utf8(bytes(&mut body)?).ok()?)))
                .collect();
        }
    }
    None
}

fn push_bytes(to: &mut Vec<u8>, bytes: &[u8]) {
    push_number(to, bytes.len() as u64);
    to.extend_from_slice(bytes);
}

/// As LEB128.
fn push_number(to: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        to.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    to.push((number & 0x7f) as u8);
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
    fn what_is_cut_short_is_not_understood() {
        let ends = [8, 17, 27, WASM.len()];
        for length in 0..=WASM.len() {
            let cut = Module::read(WASM.get(..length).unwrap());
            assert_eq!(cut.is_ok(), ends.contains(&length), "{length}");
        }
    }

    #[test]
    fn a_function_can_be_made_to_end_in_another() {
        let module = Module::read(WASM).unwrap();
        assert_eq!(module.index_of(|name| name == "domain::g"), Some(2));
        let ended = module.ending(2, |name| name == "f", |_| ());
        let code = Module::read(&ended).unwrap().code_and_data();
        assert!(code.ends_with(b"\x02\x05\0\x10\x02\0\x0b\x03\0\x01\x0b"));
    }

    #[test]
    fn functions_are_named_anew_and_nothing_else_changes() {
        let module = Module::read(WASM).unwrap();
        let renamed = module.renamed(|name| format!("new {name}"));
        let again = Module::read(&renamed).unwrap();
        assert_eq!(again.code_and_data(), module.code_and_data());
        assert!(again.without(|name| name == "new domain::g").is_ok());
        assert!(again.without(|name| name == "new i").is_err());
        let long = module.renamed(|_| "n".repeat(300));
        let is_long = |name: &str| name.len() == 300;
        assert!(Module::read(&long).unwrap().without(is_long).is_ok());
    }
}
