//! The words that a person reads, put together; what they are is in the `texts` crate.

use std::cell::RefCell;

use enrollment::{domain::Language, draft::Problem};

pub(crate) use texts::{
    LEGAL_VERSION, Linked, Message, Stages, Texts, fill, kind_name, listed, nth_director,
};

use crate::runtime::intl;

/// A language of the widget whose texts are there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Locale(&'static Texts);

thread_local! {
    /// The languages that were taken in; an instance may serve widgets in several.
    static KNOWN: RefCell<Vec<Locale>> = const { RefCell::new(Vec::new()) };
    static REPLACED: RefCell<Vec<Replaced>> = const { RefCell::new(Vec::new()) };
}

impl Locale {
    /// Takes in the texts of a language, for good. False, and nothing is taken in, when they are not of this version.
    pub(crate) fn add(file: String) -> bool {
        let texts = Texts::unpack(file);
        if let Some(texts) = texts {
            KNOWN.with_borrow_mut(|known| known.push(Self(texts)));
        }
        texts.is_some()
    }

    /// The language with this code, if its texts were taken in.
    pub(crate) fn known(code: &str) -> Option<Self> {
        let is_meant = |locale: &&Self| locale.code() == code;
        KNOWN.with_borrow(|known| known.iter().find(is_meant).copied())
    }

    /// The ISO 639-1 code.
    pub(crate) const fn code(self) -> &'static str {
        self.0.language
    }

    /// The language as the lender takes it.
    pub(crate) fn language(self) -> Language {
        self.code().parse().unwrap_or(Language::ENGLISH)
    }

    /// The words.
    pub(crate) const fn texts(self) -> &'static Texts {
        self.0
    }

    /// The words with a page's own in their place: a line with the name of a text, and one with the text. What has legal weight has
    /// no name.
    pub(crate) fn texts_with(self, own: String, mut unknown: impl FnMut(&str)) -> &'static Texts {
        REPLACED.with_borrow_mut(|all| {
            let same = |known: &&Replaced| known.of == self.code() && known.own == own;
            if let Some(known) = all.iter().find(same) {
                return known.texts;
            }
            let mut texts = Box::new(*self.0);
            let mut is_known = true;
            let mut lines = own.split('\n');
            while let (Some(name), Some(text)) = (lines.next(), lines.next()) {
                if let Some(place) = replaceable(&mut texts, name) {
                    *place = text.to_owned().leak();
                } else {
                    unknown(name);
                    is_known = false;
                }
            }
            let texts = Box::leak(texts);
            // What is wrong has to be told each time.
            if is_known {
                let of = self.code();
                all.push(Replaced { of, own, texts });
            }
            texts
        })
    }
}

/// Words with a page's own among them. There are few such pages in a tab, so they stay for good.
struct Replaced {
    of: &'static str,
    own: String,
    texts: &'static Texts,
}

/// The text that a page knows by this name and may replace.
fn replaceable<'a>(texts: &'a mut Texts, name: &str) -> Option<&'a mut &'static str> {
    let Texts { form, stages, .. } = texts;
    Some(match name {
        "company" => &mut form.company,
        "companyHint" => &mut form.company_hint,
        "director" => &mut form.director,
        "directorHint" => &mut form.director_hint,
        "account" => &mut form.account,
        "ibanHint" => &mut form.iban_hint,
        "agreement" => &mut form.agreement,
        "submit" => &mut form.submit,
        "requestLoan" => &mut stages.request_loan,
        "support" => &mut stages.support,
        _ => return None,
    })
}

/// What is wrong and what to do, in one sentence; the same at the field and in the summary.
pub(crate) fn problem(texts: &Texts, problem: &Problem, value: &str) -> String {
    texts::problem(texts, problem, value, intl::country)
}
