//! What the element passes in, parsed: every problem at once, each with its way out.

use enrollment::{
    domain::{CompanyId, CompanyName, IdentifierType, consent::Terms},
    draft::Field,
    enrollment::{DirectorDetails, Repayment},
    flow::{Config, Currency, Order},
    sensitive::Sensitive,
};
use wasm_bindgen::JsValue;

use crate::{
    copy::{LEGAL_VERSION, Locale, Texts, listed},
    runtime::console,
};

/// The element's attributes and properties.
#[derive(Debug)]
pub(crate) struct Options {
    pub(crate) proxy_url: String,
    pub(crate) auth: Auth,
    /// Which cookies go with a call, as `fetch` has it.
    pub(crate) credentials: &'static str,
    /// The JSON of the partner's own metadata.
    pub(crate) metadata: String,
    pub(crate) links: Links,
    /// The words of the locale, with the page's own in their place.
    pub(crate) texts: &'static Texts,
    /// The flow's part, without what this tab remembers.
    pub(crate) config: Config,
}

/// How the proxy knows the borrower.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Auth {
    /// By a session token.
    Token,
    /// By the partner's own session.
    Cookie,
}

/// Where the widget's links lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Links {
    pub(crate) privacy: String,
    pub(crate) support: Option<String>,
}

/// The first is the default.
const CREDENTIALS: [&str; 3] = ["same-origin", "include", "omit"];

impl Options {
    /// Reads the element's options object, but for its [`locale`].
    ///
    /// # Errors
    /// One sentence for each problem.
    pub(crate) fn read(object: &JsValue, locale: Locale) -> Result<Self, Vec<String>> {
        let mut reader = Reader {
            object,
            problems: Vec::new(),
        };
        reader.problems.extend(reader.text("problems"));
        let kind = reader.identifier_type();
        let asks_type = reader.text("identifierType").is_none();
        // Where the reader's language is spoken, companies bear this one.
        let usual = match locale.code() {
            "de" => IdentifierType::HrNummer,
            "es" => IdentifierType::Cif,
            "nl" => IdentifierType::Kvk,
            _ => IdentifierType::Siren,
        };
        let options = Self {
            proxy_url: reader
                .required("proxyUrl", "proxy-url")
                .trim_end_matches('/')
                .to_owned(),
            auth: match reader.choice("auth", &["cookie", "token"]) {
                0 => Auth::Cookie,
                _ => Auth::Token,
            },
            credentials: CREDENTIALS
                .get(reader.choice("credentials", &CREDENTIALS))
                .copied()
                .unwrap_or_default(),
            metadata: reader.text("metadata").unwrap_or_default(),
            links: Links {
                privacy: reader.link("privacyUrl", "privacy-url", &WEB),
                support: reader
                    .text("supportUrl")
                    .map(|_| reader.link("supportUrl", "support-url", &CONTACT)),
            },
            texts: reader.words(locale),
            config: Config {
                language: locale.language(),
                lender: reader
                    .text("lenderName")
                    .unwrap_or_else(|| "Defacto".into()),
                terms: Terms {
                    url: reader.link("termsUrl", "terms-url", &WEB),
                    version: reader.text("termsVersion"),
                    sha256: reader.text("termsSha256"),
                },
                terms_language: reader
                    .text("termsLanguage")
                    .and_then(|code| code.parse().ok())
                    .unwrap_or_else(|| locale.language()),
                repayment: match reader.choice("repayment", &["direct-debit", "transfer"]) {
                    0 => Repayment::DirectDebit,
                    _ => Repayment::Transfer,
                },
                director_details: match reader.choice("directorDetails", &["always", "auto"]) {
                    0 => DirectorDetails::Always,
                    _ => DirectorDetails::Auto,
                },
                memory: None,
                prefill: reader.prefill(),
                disabled: reader.flag("disabled"),
                minimum_age: 18,
                company: kind.and_then(|kind| reader.company(kind)),
                company_name: reader.company_name(),
                identifier_type: if asks_type {
                    usual
                } else {
                    kind.unwrap_or(usual)
                },
                asks_type,
                order: reader.order(),
                wait_for_ready: reader.flag("waitForReady"),
                texts_version: LEGAL_VERSION.into(),
                widget_version: env!("CARGO_PKG_VERSION").into(),
                seed: js_sys::Math::random().to_bits(),
            },
        };
        if reader.problems.is_empty() {
            Ok(options)
        } else {
            Err(reader.problems)
        }
    }
}

/// The language that an options object names, if its texts are there.
pub(crate) fn locale(object: &JsValue) -> Option<Locale> {
    Locale::known(&member(object, "locale").as_string()?)
}

/// Where documents lie.
const WEB: [&str; 2] = ["https:", "http:"];
/// Where a person is to be had.
const CONTACT: [&str; 4] = ["https:", "http:", "mailto:", "tel:"];

struct Reader<'a> {
    object: &'a JsValue,
    problems: Vec<String>,
}

fn member(object: &JsValue, name: &str) -> JsValue {
    js_sys::Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

impl Reader<'_> {
    fn value(&self, property: &str) -> JsValue {
        member(self.object, property)
    }

    /// What fills fields: a line with the lender's name of a value, and one with the value.
    fn prefill(&self) -> Vec<(Field, Sensitive<String>)> {
        let text = self.text("prefill").unwrap_or_default();
        let mut lines = text.split('\n');
        let mut filled = Vec::new();
        while let (Some(path), Some(text)) = (lines.next(), lines.next()) {
            let fields = Field::filled_by(path, text);
            if fields.is_empty() {
                console::warn(&["prefill: the form has no field ", path, "."].concat());
            }
            for (field, text) in fields {
                filled.push((field, text.into()));
            }
        }
        filled
    }

    /// The words of the locale, with those that the page has of its own.
    fn words(&mut self, locale: Locale) -> &'static Texts {
        let Some(own) = self.text("texts") else {
            return locale.texts();
        };
        locale.texts_with(own, |unknown| {
            self.problems
                .push(["texts: there is no ", unknown, " to be replaced."].concat());
        })
    }

    fn text(&self, property: &str) -> Option<String> {
        self.value(property)
            .as_string()
            .filter(|text| !text.trim().is_empty())
    }

    fn flag(&self, property: &str) -> bool {
        self.value(property).is_truthy()
    }

    fn required(&mut self, property: &str, attribute: &str) -> String {
        self.text(property).unwrap_or_else(|| {
            self.problems
                .push(["The attribute ", attribute, " is required."].concat());
            String::new()
        })
    }

    /// A required URL of one of the schemes; the element has resolved it against the page.
    fn link(&mut self, property: &str, attribute: &str, schemes: &[&str]) -> String {
        let url = self.required(property, attribute);
        if !url.is_empty() && !schemes.iter().any(|scheme| url.starts_with(scheme)) {
            let schemes = listed(schemes);
            self.problems.push(
                [
                    attribute,
                    " must be a URL that begins with one of: ",
                    &schemes,
                    ".",
                ]
                .concat(),
            );
        }
        url
    }

    /// The place of what is said among the names, the first when nothing is said.
    fn choice(&mut self, property: &str, names: &[&str]) -> usize {
        let Some(text) = self.text(property) else {
            return 0;
        };
        let place = names.iter().position(|name| *name == text);
        if place.is_none() {
            self.problems
                .push([property, " must be one of: ", &listed(names), "."].concat());
        }
        place.unwrap_or(0)
    }

    /// The kind of company number; SIREN when nothing is said, none when what is said is no kind.
    fn identifier_type(&mut self) -> Option<IdentifierType> {
        let Some(name) = self.text("identifierType") else {
            return Some(IdentifierType::Siren);
        };
        let kind = name.parse().ok();
        if kind.is_none() {
            let names = listed(&IdentifierType::ALL.map(IdentifierType::as_str));
            self.problems
                .push(["identifier-type must be one of: ", &names, "."].concat());
        }
        kind
    }

    fn company(&mut self, kind: IdentifierType) -> Option<CompanyId> {
        let number = self.text("identifier")?;
        let company = CompanyId::parse(kind, &number).ok();
        if company.is_none() {
            self.problems
                .push(["identifier is not a ", kind.as_str(), "."].concat());
        }
        company
    }

    fn company_name(&mut self) -> Option<CompanyName> {
        let name = self.text("companyName")?.parse().ok();
        if name.is_none() {
            self.problems
                .push("company-name must be one line of at most 200 characters.".into());
        }
        name
    }

    fn order(&mut self) -> Option<Order> {
        let amount = self.text("amount")?;
        let Ok(amount) = amount.parse() else {
            self.problems
                .push("amount must be a whole number of cents.".into());
            return None;
        };
        let code = self.text("currency").unwrap_or_else(|| "EUR".into());
        let Some(currency) = Currency::named(&code) else {
            self.problems
                .push("currency must be one of: EUR, GBP.".into());
            return None;
        };
        Some(Order { amount, currency })
    }
}
