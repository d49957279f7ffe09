//! Links to documents.

use super::{Context, El, el};

/// The privacy notice, linked before the first personal field.
pub(super) fn privacy(context: &Context) -> El {
    let form = &context.texts.form;
    let link = document_link(form.privacy.link, form.new_tab).attr("href", &context.links.privacy);
    el("p.privacy")
        .text(form.privacy.before)
        .child(link)
        .text(form.privacy.after)
}

/// A link that opens a document beside the form and says so.
pub(super) fn document_link(words: &str, new_tab: &str) -> El {
    el("a.link target=_blank rel=noopener")
        .text(words)
        .child(el("span._unseen").text(&[" (", new_tab, ")"].concat()))
}
