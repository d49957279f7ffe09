use std::{collections::HashMap, sync::Arc, time::Duration};

use enrollment::domain::Language;
use serde_json::Value;
use tokio::{
    sync::Mutex,
    time::{Instant, timeout_at},
};

use super::{
    Lender,
    reason::{LIST, Listed},
};

/// The lender's text for a reason in each of its languages, as far as it is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Texts(HashMap<&'static str, String>);

/// What is remembered of the texts: one place for each reason of the list.
pub(super) struct Translations(HashMap<&'static str, Mutex<Option<Remembered>>>);

/// A text, or that there was none, until it is asked for again.
struct Remembered {
    texts: Option<Arc<Texts>>,
    until: Instant,
}

impl Lender {
    /// The lender's text for a listed reason, if it is there or comes before `until`.
    pub(super) async fn texts(&self, reason: Listed, until: Instant) -> Option<Arc<Texts>> {
        let ask = async || {
            let path = format!("translation/denial-code/{}", reason.code);
            // One try: the answer does not wait for another.
            let answer: Option<Value> = self.get_once(&path, &[], until).await.ok();
            let texts = answer.as_ref().and_then(Texts::read);
            if texts.is_none() {
                tracing::warn!("the lender's text for a reason can't be read");
            }
            texts
        };
        self.translations.texts(reason, until, ask).await
    }
}

impl Texts {
    /// The text in that language, or in English, and the code of the language that it is in.
    pub(super) fn in_language(&self, language: Language) -> Option<(&str, &'static str)> {
        [language.as_str(), Language::ENGLISH.as_str()]
            .into_iter()
            .find_map(|language| self.0.get_key_value(language))
            .map(|(language, text)| (text.as_str(), *language))
    }

    /// What of the lender's answer is a text. `None` where nothing is.
    pub(super) fn read(answer: &Value) -> Option<Self> {
        let text = |language| answer.get(language)?.as_str().and_then(plain);
        let texts: HashMap<_, _> = LANGUAGES
            .into_iter()
            .filter_map(|language| Some((language, text(language)?)))
            .collect();
        (!texts.is_empty()).then_some(Self(texts))
    }
}

impl Translations {
    pub(super) fn new() -> Self {
        Self(LIST.map(|listed| (listed.code, Mutex::default())).into())
    }

    /// What is remembered, or what `ask` finds. Who comes meanwhile waits for that too, and no longer than `until`.
    async fn texts(
        &self,
        reason: Listed,
        until: Instant,
        ask: impl AsyncFnOnce() -> Option<Texts>,
    ) -> Option<Arc<Texts>> {
        let place = self.0.get(reason.code)?;
        let mut place = timeout_at(until, place.lock()).await.ok()?;
        if let Some(known) = place.as_ref().filter(|known| Instant::now() < known.until) {
            return known.texts.clone();
        }
        let texts = ask().await.map(Arc::new);
        let lasts = if texts.is_some() { TEXT } else { NO_TEXT };
        *place = Some(Remembered {
            texts: texts.clone(),
            until: Instant::now() + lasts,
        });
        texts
    }
}

/// The languages of the lender's texts.
const LANGUAGES: [&str; 4] = ["de", "en", "es", "fr"];
/// The longest text that is told, in characters.
const LONGEST: usize = 500;
/// How long a text is remembered: the lender changes one rarely.
const TEXT: Duration = Duration::from_hours(1);
/// How long it is remembered that there was none.
const NO_TEXT: Duration = Duration::from_mins(1);

fn plain(text: &str) -> Option<String> {
    let text = text.trim();
    let is_plain =
        !text.is_empty() && text.chars().count() <= LONGEST && !text.contains(char::is_control);
    is_plain.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use serde_json::json;
    use tokio::time::advance;

    use super::*;

    /// Texts that are remembered, and how often they were asked for.
    struct Counted(Translations, Cell<u32>);

    impl Counted {
        fn new() -> Self {
            Self(Translations::new(), Cell::new(0))
        }

        async fn texts(&self, reason: &str, answer: Option<Texts>) -> Option<Arc<Texts>> {
            let reason = Listed::named(reason).unwrap();
            let until = Instant::now() + Duration::from_secs(2);
            let ask = async || {
                self.1.set(self.1.get() + 1);
                answer
            };
            self.0.texts(reason, until, ask).await
        }
    }

    fn english(text: &str) -> Option<Texts> {
        Texts::read(&json!({"en": text}))
    }

    #[tokio::test(start_paused = true)]
    async fn a_text_is_asked_for_again_after_an_hour() {
        let texts = Counted::new();
        let first = texts.texts("KYB_PENDING", english("First.")).await;
        assert_eq!(first.as_deref(), english("First.").as_ref());
        advance(Duration::from_mins(59)).await;
        assert_eq!(texts.texts("KYB_PENDING", english("Second.")).await, first);
        advance(Duration::from_mins(1)).await;
        let second = texts.texts("KYB_PENDING", english("Second.")).await;
        assert_eq!(second.as_deref(), english("Second.").as_ref());
        assert_eq!(texts.1.get(), 2);
    }

    #[tokio::test(start_paused = true)]
    async fn a_text_that_did_not_come_is_asked_for_again_after_a_minute() {
        let texts = Counted::new();
        assert_eq!(texts.texts("KYB_PENDING", None).await, None);
        advance(Duration::from_secs(59)).await;
        assert_eq!(texts.texts("KYB_PENDING", english("Text.")).await, None);
        advance(Duration::from_secs(1)).await;
        let told = texts.texts("KYB_PENDING", english("Text.")).await;
        assert!(told.is_some());
        assert_eq!(texts.1.get(), 2);
    }

    #[tokio::test]
    async fn each_reason_has_a_text_of_its_own() {
        let texts = Counted::new();
        texts.texts("KYB_PENDING", english("First.")).await;
        let told = texts.texts("KYC_PENDING", english("Second.")).await;
        assert_eq!(told.as_deref(), english("Second.").as_ref());
    }
}
