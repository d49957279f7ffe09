use crate::language::Language;
use crate::texts;

/// A page of words alone: the texts `NAME_title` and `NAME_text`, and a notice that stands out where there is one.
pub(crate) fn document(language: Language, name: &str, notice: &str) -> String {
    let mut values = texts::values(language);
    values.set("title", texts::text(language, &format!("{name}_title")));
    values.set("text", texts::text(language, &format!("{name}_text")));
    values.set("notice", notice);
    values.fill(include_str!("../page/documents/document.html"))
}
