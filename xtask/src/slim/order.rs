//! The order of the functions, which changes nothing but what brotli leaves of them: like beside like.

use std::collections::HashMap;

use crate::process::Failure;
use crate::wasm::Module;

/// The WebAssembly with names that sort its functions by likeness. A function that had a name has it after its place.
pub(super) fn named_by_likeness(wasm: &[u8]) -> Result<Vec<u8>, Failure> {
    let module = Module::read(wasm)?;
    let mut place = vec![0; module.functions().len()];
    for (rank, index) in by_likeness(&module.functions()).into_iter().enumerate() {
        if let Some(place) = place.get_mut(index) {
            *place = rank;
        }
    }
    let mut places = place.into_iter();
    Ok(module.renamed(|name| {
        let place = places.next().unwrap_or_default();
        format!("{place:06} {name}")
    }))
}

/// The same with the names as they were before.
pub(super) fn without_places(wasm: &[u8]) -> Result<Vec<u8>, Failure> {
    let name_after = |name: &str| name.split_once(' ').map_or("", |(_, name)| name).to_owned();
    Ok(Module::read(wasm)?.renamed(name_after))
}

/// How many bytes make a word. Shorter ones are everywhere, longer ones hardly twice.
const WORD: usize = 4;
/// How many of the last functions the next one is compared with.
const LAST: usize = 2;

/// The longest function, then always the one that shares most words with the last two.
fn by_likeness(functions: &[&[u8]]) -> Vec<usize> {
    let words: Vec<Vec<&[u8]>> = functions.iter().map(|function| words(function)).collect();
    let mut users: HashMap<&[u8], Vec<usize>> = HashMap::new();
    for (index, words) in words.iter().enumerate() {
        for word in words {
            users.entry(word).or_default().push(index);
        }
    }
    let longest = (0..functions.len())
        .rev()
        .max_by_key(|index| words_of(&words, *index).len());
    let mut order: Vec<usize> = longest.into_iter().collect();
    let mut left: Vec<usize> = (0..functions.len())
        .filter(|index| Some(*index) != longest)
        .collect();
    while !left.is_empty() {
        let mut last: Vec<&[u8]> = order
            .iter()
            .rev()
            .take(LAST)
            .flat_map(|index| words_of(&words, *index))
            .copied()
            .collect();
        last.sort_unstable();
        last.dedup();
        let mut shared = vec![0_u32; functions.len()];
        for index in last.iter().filter_map(|word| users.get(word)).flatten() {
            if let Some(shared) = shared.get_mut(*index) {
                *shared += 1;
            }
        }
        let likeness = |index: usize| {
            let shared = shared.get(index).copied().unwrap_or(0);
            let sizes = count(words_of(&words, index).len()) * count(last.len());
            f64::from(shared) / (sizes.sqrt() + 1.0)
        };
        // The first of equals, so that one input has one order.
        let likest = (0..left.len()).rev().max_by(|one, other| {
            let of = |place: &usize| left.get(*place).map_or(0.0, |index| likeness(*index));
            of(one).total_cmp(&of(other))
        });
        let Some(likest) = likest else { break };
        order.push(left.remove(likest));
    }
    order
}

/// The different words of a function.
fn words(function: &[u8]) -> Vec<&[u8]> {
    let mut words: Vec<&[u8]> = function.windows(WORD).collect();
    words.sort_unstable();
    words.dedup();
    words
}

fn words_of<'a, 'b>(words: &'a [Vec<&'b [u8]>], index: usize) -> &'a [&'b [u8]] {
    words.get(index).map_or(&[], Vec::as_slice)
}

fn count(length: usize) -> f64 {
    u32::try_from(length).map_or(f64::MAX, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn like_functions_stand_beside_each_other_and_the_longest_stands_first() {
        let functions: [&[u8]; 5] = [
            b"credit line",
            b"mandate of the account",
            b"a credit line that is open for this one",
            b"mandate of the director",
            b"credit line of the company",
        ];
        assert_eq!(by_likeness(&functions), [2, 0, 4, 1, 3]);
    }

    #[test]
    fn every_function_has_one_place_also_the_shortest() {
        let functions: [&[u8]; 4] = [b"", b"a", b"abcdef", b"a"];
        let mut order = by_likeness(&functions);
        order.sort_unstable();
        assert_eq!(order, [0, 1, 2, 3]);
        assert_eq!(by_likeness(&[]), [0; 0]);
    }
}
