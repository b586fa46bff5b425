//! What was on the screen of a library, in the words of the file that keeps it.

use crate::{
    app::{
        note_list::Sort,
        pane::{Focus, Order, PANES},
        view::View,
    },
    store,
};

const SORTS: [(Sort, &str); 3] = [(Sort::Title, "title"), (Sort::Recent, "recent"), (Sort::Mentioned, "mentioned")];
const ORDERS: [(Order, &str); 2] = [(Order::Text, "text"), (Order::Video, "video")];

/// The words for a view.
pub(crate) fn kept(view: &View) -> store::View {
    store::View {
        note: view.note.clone(),
        listed: view.listed.clone(),
        sort: word(&SORTS, &view.sort),
        hidden: view.hidden.iter().map(|it| pane_word(*it).into()).collect(),
        side: pane_word(view.side).into(),
        order: word(&ORDERS, &view.order),
        queries: view.queries.clone(),
    }
}

/// What the words mean; those that mean nothing are as if nothing had been kept.
pub(crate) fn taken_up(kept: &store::View) -> View {
    let pane = |word: &str| PANES.into_iter().find(|it| pane_word(*it) == word);
    View {
        note: kept.note.clone(),
        listed: kept.listed.clone(),
        sort: meaning(&SORTS, &kept.sort),
        hidden: kept.hidden.iter().filter_map(|it| pane(it)).collect(),
        side: pane(&kept.side).unwrap_or_default(),
        order: meaning(&ORDERS, &kept.order),
        queries: kept.queries.clone(),
    }
}

fn word<T: PartialEq>(words: &[(T, &str)], thing: &T) -> String {
    words.iter().find(|it| it.0 == *thing).map_or_else(String::new, |it| it.1.to_string())
}

fn meaning<T: Copy + Default>(words: &[(T, &str)], word: &str) -> T {
    words.iter().find(|it| it.1 == word).map_or_else(T::default, |it| it.0)
}

fn pane_word(pane: Focus) -> &'static str {
    match pane {
        Focus::Text => "text",
        Focus::Sections => "sections",
        Focus::Concepts => "concepts",
        Focus::Timestamps => "timestamps",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_is_the_same_after_it_was_kept_and_odd_words_do_no_harm() {
        let view = View {
            note: Some("a.md".into()),
            listed: None,
            sort: Sort::Mentioned,
            hidden: vec![Focus::Sections, Focus::Timestamps],
            side: Focus::Concepts,
            order: Order::Video,
            queries: vec!["curse".into()],
        };
        assert_eq!(taken_up(&kept(&view)), view);
        let odd = store::View { sort: "colour".into(), hidden: vec!["text".into(), "x".into()], ..Default::default() };
        assert_eq!(taken_up(&odd), View::default());
    }
}
