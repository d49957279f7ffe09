//! A language's texts as a file: plain UTF-8, a text a line, in the order of the fields.

use alloc::{boxed::Box, string::String, vec::Vec};

use super::Texts;

/// Between two texts. None holds one, and a file can be read by eye.
const SEPARATOR: char = '\n';

impl Texts {
    /// How many texts a language has.
    const COUNT: usize = <Self as Flat>::COUNT;

    /// What the file of this language holds.
    #[must_use]
    pub fn pack(&self) -> String {
        let mut texts = Vec::new();
        self.list(&mut texts);
        texts.join(SEPARATOR.encode_utf8(&mut [0; 4]))
    }

    /// Reads what [`Texts::pack`] wrote, for good: it is never freed. None where a text is missing or left over.
    #[must_use]
    pub fn unpack(file: String) -> Option<&'static Self> {
        let mut texts = file.leak().split(SEPARATOR);
        let mut flat = Box::new([""; Self::COUNT]);
        for text in flat.iter_mut() {
            *text = texts.next()?;
        }
        texts.next().is_none().then(|| Self::of(Box::leak(flat)))
    }

    /// The same texts by their names: `docs/decisions/0009-one-language-per-download.md` has what this saves.
    #[expect(
        unsafe_code,
        reason = "safe code copies the texts one by one; `Flat` and the assertions prove the layout"
    )]
    fn of(flat: &'static [&'static str; Self::COUNT]) -> &'static Self {
        const { assert!(size_of::<Texts>() == size_of::<[&str; Texts::COUNT]>()) };
        const { assert!(align_of::<Texts>() == align_of::<&str>()) };
        // SAFETY: `Texts` is `Flat`, so it consists of `COUNT` values of the type `&'static str` in the order of its fields. By
        // `repr(C)` they lie in that order, and by the size there is nothing between them: as they lie in the array.
        unsafe { &*core::ptr::from_ref(flat).cast() }
    }
}

/// What is made of `&'static str` and of nothing else, laid out in the order of its fields. For [`texts!`] to implement.
pub(crate) trait Flat {
    /// How many texts it holds.
    const COUNT: usize;

    /// Adds its texts, in their order.
    fn list<'a>(&'a self, to: &mut Vec<&'a str>);
}

impl Flat for &'static str {
    const COUNT: usize = 1;

    fn list<'a>(&'a self, to: &mut Vec<&'a str>) {
        to.push(self);
    }
}

impl<T: Flat, const N: usize> Flat for [T; N] {
    const COUNT: usize = N * T::COUNT;

    fn list<'a>(&'a self, to: &mut Vec<&'a str>) {
        for texts in self {
            texts.list(to);
        }
    }
}

/// Defines groups of texts; the order of their fields is the order in a file.
macro_rules! texts {
    ($(
        $(#[$about:meta])*
        pub struct $name:ident {
            $($(#[$what:meta])* pub $field:ident: $texts:ty,)*
        }
    )*) => {$(
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(C)]
        pub struct $name {
            $($(#[$what])* pub $field: $texts,)*
        }

        impl $crate::file::Flat for $name {
            const COUNT: usize = 0 $(+ <$texts as $crate::file::Flat>::COUNT)*;

            fn list<'a>(&'a self, to: &mut alloc::vec::Vec<&'a str>) {
                $(self.$field.list(to);)*
            }
        }
    )*};
}
pub(crate) use texts;

#[cfg(test)]
mod tests {
    use alloc::borrow::ToOwned as _;
    use alloc::collections::BTreeSet;

    use super::*;
    use crate::LANGUAGES;

    /// The texts of a language with the place of each.
    fn each(texts: &Texts) -> impl Iterator<Item = (usize, &str)> {
        let mut each = Vec::new();
        texts.list(&mut each);
        each.into_iter().enumerate()
    }

    #[test]
    fn every_language_is_read_as_it_was_written() {
        for texts in LANGUAGES {
            assert_eq!(Texts::unpack(texts.pack()), Some(*texts));
        }
    }

    #[test]
    fn no_text_is_empty_or_holds_the_separator() {
        for texts in LANGUAGES {
            for (place, text) in each(texts) {
                assert!(!text.trim().is_empty(), "{} {place}", texts.language);
                assert!(!text.contains(SEPARATOR), "{text:?}");
            }
        }
    }

    #[test]
    fn a_file_with_a_text_too_few_or_too_many_is_no_language() {
        let file = LANGUAGES[0].pack();
        let (short, _) = file.rsplit_once(SEPARATOR).unwrap();
        for other in [
            short,
            &(file.clone() + "\nmore"),
            &(file.clone() + "\n"),
            "",
            "\n",
        ] {
            assert_eq!(Texts::unpack(other.to_owned()), None);
        }
    }

    #[test]
    fn each_language_has_a_code_of_its_own() {
        let codes: BTreeSet<_> = LANGUAGES.iter().map(|texts| texts.language).collect();
        assert_eq!(codes.len(), LANGUAGES.len());
        assert!(
            codes
                .iter()
                .all(|code| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase()))
        );
    }
}
