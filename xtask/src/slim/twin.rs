//! A twin of the shipped WebAssembly that panics on demand, so that a test sees what a page makes of a panic. Nothing in
//! what ships can be made to.

use crate::process::Failure;
use crate::wasm::Module;

/// The same WebAssembly, but the function that is exported under this name does what every panic does: see [`super::ends`].
pub(super) fn panicking(wasm: &[u8], export: &str) -> Result<Vec<u8>, Failure> {
    let module = Module::read(wasm)?;
    let function = module.exported(export);
    let function = function.ok_or_else(|| {
        Failure::new(format!(
            "the WebAssembly has no function of its own called `{export}`"
        ))
    })?;
    let end = end_of_panics(&module).ok_or_else(|| {
        Failure::new(
            "the end of all panics is not found in the WebAssembly: see xtask/src/slim/twin.rs",
        )
    })?;
    Ok(module.ending_at(end, |index| index == function, |_| {}))
}

/// What the functions call that do nothing but that and return no more. By now nothing has a name, but all that binaryen
/// left of the ways into a panic looks so, or leads to one that does.
fn end_of_panics(module: &Module<'_>) -> Option<u64> {
    let ways = module.only_calls();
    let leads_on = |function: &u64| ways.iter().any(|(way, _)| way == function);
    let mut ends = ways
        .iter()
        .map(|(_, called)| *called)
        .filter(|called| !leads_on(called));
    let end = ends.next()?;
    ends.all(|other| other == end).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Four functions after one that is imported: the end of all panics, two ways to it of which one leads to the other,
    /// and `run`, which adds.
    const WASM: &[u8] = b"\0asm\x01\0\0\0\
        \x02\x07\x01\x01a\x01b\0\0\
        \x07\x07\x01\x03run\0\x04\
        \x0a\x17\x04\x04\0\x10\0\x0b\x05\0\x10\x01\0\x0b\x05\0\x10\x02\0\x0b\x04\0\x01\x01\x0b";

    #[test]
    fn the_export_becomes_a_way_to_the_end_of_all_panics() {
        let twin = panicking(WASM, "run").unwrap();
        let code = Module::read(&twin).unwrap().functions();
        let before = Module::read(WASM).unwrap().functions();
        assert_eq!(code.get(..3), before.get(..3));
        assert_eq!(code.last().unwrap(), b"\x05\0\x10\x01\0\x0b");
    }

    #[test]
    fn without_the_export_or_the_one_end_there_is_no_twin() {
        let with = |changes: &[(usize, u8)]| {
            let mut wasm = WASM.to_vec();
            for (from_the_end, byte) in changes {
                let place = wasm.len() - from_the_end;
                *wasm.get_mut(place).unwrap() = *byte;
            }
            panicking(&wasm, "run")
        };
        assert!(with(&[]).is_ok());
        assert!(panicking(WASM, "walk").is_err());
        assert!(with(&[(7, NOTHING), (13, NOTHING)]).is_err(), "no way ends");
        assert!(with(&[(8, 0)]).is_err(), "two ends");
    }

    /// The instruction that does nothing.
    const NOTHING: u8 = 1;
}
