/// The languages of the shop, which are the widget's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Language {
    #[default]
    En,
    Fr,
    De,
    Es,
    Nl,
}

impl Language {
    pub(crate) const ALL: [Self; 5] = [Self::En, Self::Fr, Self::De, Self::Es, Self::Nl];

    /// The language that a tag such as `fr` or `fr-BE` begins with.
    pub(crate) fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.split('-').next()?;
        Self::ALL
            .into_iter()
            .find(|language| language.code().eq_ignore_ascii_case(primary))
    }

    /// The ISO 639-1 code.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
            Self::De => "de",
            Self::Es => "es",
            Self::Nl => "nl",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_with_a_region_names_its_language() {
        assert_eq!(Language::of_tag("fr-BE"), Some(Language::Fr));
        assert_eq!(Language::of_tag("NL"), Some(Language::Nl));
    }

    #[test]
    fn an_unknown_tag_names_none() {
        for tag in ["", "it", "french", "../fr"] {
            assert_eq!(Language::of_tag(tag), None, "{tag}");
        }
    }
}
