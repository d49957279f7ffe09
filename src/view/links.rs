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

/// Who can help. A page opens beside the form, so that nothing typed goes; what opens a program of its own needs no tab.
pub(super) fn support(context: &Context) -> El {
    let words = context.texts.stages.support;
    let link = context.links.support.as_deref().map(|url| {
        let link = if url.starts_with("http") {
            document_link(words, context.texts.form.new_tab)
        } else {
            el("a.link").text(words)
        };
        link.attr("href", url)
    });
    el("p._support").with_all(link.into_iter().collect())
}

/// A link that opens a document beside the form and says so.
pub(super) fn document_link(words: &str, new_tab: &str) -> El {
    el("a.link target=_blank rel=noopener")
        .text(words)
        .child(el("span._unseen").text(&[" (", new_tab, ")"].concat()))
}
