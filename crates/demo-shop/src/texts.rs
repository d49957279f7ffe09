use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::language::Language;
use crate::template::Values;

/// The text of that name. The test below proves that every language has every text.
pub(crate) fn text(language: Language, name: &str) -> &'static str {
    texts(language).get(name).map_or("", String::as_str)
}

/// Everything that the shop says in that language, under `t_` and the text's name, and the language itself.
pub(crate) fn values(language: Language) -> Values {
    let mut values = Values::default();
    values.set("lang", language.code());
    for (name, text) in texts(language) {
        values.set(&format!("t_{name}"), text.clone());
    }
    values
}

type Texts = BTreeMap<String, String>;

fn texts(language: Language) -> &'static Texts {
    static EN: LazyLock<Texts> = LazyLock::new(|| read(include_str!("../page/texts/en.json")));
    static FR: LazyLock<Texts> = LazyLock::new(|| read(include_str!("../page/texts/fr.json")));
    static DE: LazyLock<Texts> = LazyLock::new(|| read(include_str!("../page/texts/de.json")));
    static ES: LazyLock<Texts> = LazyLock::new(|| read(include_str!("../page/texts/es.json")));
    static NL: LazyLock<Texts> = LazyLock::new(|| read(include_str!("../page/texts/nl.json")));
    match language {
        Language::En => &EN,
        Language::Fr => &FR,
        Language::De => &DE,
        Language::Es => &ES,
        Language::Nl => &NL,
    }
}

fn read(json: &str) -> Texts {
    serde_json::from_str(json).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_text() {
        let names = |language| texts(language).keys().collect::<Vec<_>>();
        assert!(names(Language::En).len() > 40);
        for language in Language::ALL {
            assert_eq!(names(language), names(Language::En), "{language:?}");
            let blank = texts(language)
                .iter()
                .find(|(_, text)| text.trim().is_empty());
            assert_eq!(blank, None, "{language:?}");
        }
    }
}
