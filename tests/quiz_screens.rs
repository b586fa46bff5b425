//! The quiz on the screen: every kind of answer, the ratings, the ways out and back, and the end.

#![allow(clippy::unwrap_used, clippy::panic)] // A test may fail.

#[allow(dead_code)] // Each test file uses its own part of it.
#[path = "support/cards.rs"]
mod cards;
#[allow(dead_code)]
#[path = "support/screen.rs"]
mod screen;

use cards::{choice, list, order, text};
use recto::{
    app::{
        Screen,
        event::{Effect, Event},
        keymap::Mode,
        quiz_page::Asking,
    },
    quiz::{Answer, Card, Confidence, Deck, Occasion, Rating, Source},
    schedule::{Review, What},
};
use screen::{Session, compare};

const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (40, 12)];

const NOTE: &str = "---\ntitle: Tools of the talk\nvideoId: abcdefghijk\n---\n\n## Strategies\nKey aspects of diffusion include:\n\
- **Open-source models:** Broadly supported by many makers, once the world is hardened [01:20:00].\n\
- **AI augmenting tools:** Tools that lengthen the reach of a person [01:20:32].\n\
- **User-aligned AI:** A model that learns from the diaries and letters of its reader [01:21:39].\n\n\
## Outlook\nNothing is certain, and this paragraph has no list at all.\n";

const LONG: &str = "Historically, potential bad outcomes have often justified a centralization of power that nobody took \
back afterwards, as happened with the acts that followed the attacks of 2001, and the goal is to avert these risks without \
it, since a power that has been gathered once is seldom given away again by those who hold it.";

/// The note on the screen, and these cards asked in their order.
fn quiz(cards: Vec<Card>, columns: u16, rows: u16) -> Session {
    let mut session = Session::new("note.md", NOTE.as_bytes(), columns, rows);
    let deck = Deck::new(Source::Missed, "Strategies");
    session.recall(Vec::new());
    session.app.quiz.dealing = Some((7, deck));
    session.event(Event::Dealt { ticket: 7, cards });
    session
}

fn sure_off(cards: Vec<Card>) -> Session {
    let mut session = quiz(cards, 80, 24);
    session.keys("<C-y>");
    assert_eq!(session.app.quiz.asking, Asking::Off);
    session
}

fn five() -> Vec<Card> {
    vec![
        choice("Which strategy invests in people's own tools?", &["Averting", "Diffusing", "Democratizing"], 1),
        text("Similar to how ▢'s strong institutions helped it avoid the resource curse", "Norway"),
        list("Key aspects of diffusion: name the 3", &["Open-source models", "AI augmenting tools", "User-aligned AI"]),
        order("Put the strategies in order", &["avert", "diffuse", "democratize"]),
        text("Why does averting come first?", LONG),
    ]
}

fn prompt(session: &Session) -> String {
    let page = session.app.quiz.page.as_ref().unwrap();
    page.session.card().map(|it| it.prompt.clone()).unwrap_or_default()
}

/// What was handed to the log.
fn deeds(session: &Session) -> impl Iterator<Item = &What> {
    let stored = session.effects.iter().filter_map(|it| if let Effect::Store(deeds) = it { Some(deeds) } else { None });
    stored.flatten()
}

fn reviews(session: &Session) -> Vec<&Review> {
    deeds(session).filter_map(|it| if let What::Review(it) = it { Some(it) } else { None }).collect()
}

fn check(name: &str, cards: &dyn Fn() -> Vec<Card>, script: &str) {
    for (columns, rows) in SIZES {
        let mut session = quiz(cards(), columns, rows);
        session.keys(script);
        compare(&format!("quiz_{name}_{columns}x{rows}"), &session.text());
    }
}

#[test]
fn a_choice_how_sure_one_is_and_its_answer() {
    check("choice", &five, "j");
    check("sure", &five, "b");
    check("choice_answer", &five, "a3");
}

#[test]
fn a_typed_answer_and_what_differs() {
    let typed = || five().split_off(1);
    check("typed", &typed, "Norw");
    check("typed_right", &typed, "norway<Enter>3");
    check("typed_wrong", &typed, "Norwegen<Enter><Enter>w");
}

#[test]
fn a_list_line_by_line() {
    let listed = || five().split_off(2);
    check("list", &listed, "user-aligned ai<Enter>open");
    check("list_answer", &listed, "user-aligned ai<Enter>open-source models<Enter>hammers<Enter><Enter><Enter>");
}

#[test]
fn steps_moved_into_order() {
    let ordered = || five().split_off(3);
    check("order", &ordered, "jJ");
    check("order_answer", &ordered, "J<Enter><Enter>");
}

#[test]
fn a_long_answer_is_recalled_and_can_be_scrolled() {
    let recalled = || {
        let mut cards = five().split_off(4);
        cards[0].rest = format!("What was averted needs no cure. {LONG}");
        cards[0].source = format!("{LONG} {LONG}");
        cards
    };
    check("recall", &recalled, "");
    check("recall_answer", &recalled, "<Space>1");
    check("recall_rest", &recalled, "<Space>1rd");
}

#[test]
fn a_list_of_long_items_is_ticked_item_by_item() {
    let long = || {
        vec![list(
            "What do governments do? Name the 2",
            &[LONG, "Incentivize the development of defensive technologies early"],
        )]
    };
    check("ticking", &long, "<Space>2y");
    check("ticked", &long, "<Space>2yn");
}

#[test]
fn the_end_with_what_was_missed() {
    // One sure error, one guess that was right, one list missed; the missed ones come back and are known then.
    let script = "a3<Enter>Norway<Enter>1<Enter><Enter><Enter>";
    check("end", &|| five().into_iter().take(3).collect(), &format!("{script}b3<Enter><Tab>23"));
}

#[test]
fn the_decks_to_choose_from() {
    for (columns, rows) in SIZES {
        let mut session = Session::new("note.md", NOTE.as_bytes(), columns, rows);
        session.keys("z");
        compare(&format!("quiz_decks_{columns}x{rows}"), &session.text());
    }
}

#[test]
fn a_rating_is_handed_on_with_everything_that_belongs_to_it() {
    let mut session = quiz(five(), 80, 24);
    session.keys("b3");
    assert_eq!(session.effects.last(), Some(&Effect::Replied), "{:?}", session.effects);
    session.keys("<Enter>Norwegen<Enter>12");
    let [first, second] = reviews(&session)[..] else { panic!("{:?}", session.effects) };
    assert_eq!((first.rating, first.confidence), (Rating::Good, Some(Confidence::Sure)));
    assert_eq!((first.typed.as_deref(), first.occasion), (Some("Diffusing"), Occasion::Learn));
    assert_eq!((second.rating, second.confidence, second.day), (Rating::Hard, Some(Confidence::Guess), screen::TODAY));
    assert_eq!(second.typed.as_deref(), Some("Norwegen"));
    let asked = session.effects.iter().filter(|it| **it == Effect::Asked).count();
    assert_eq!(asked, 3, "every card that is shown");
}

#[test]
fn what_is_wrong_is_again_and_comes_back_after_three_others() {
    let mut session = sure_off(five());
    session.keys("a<Enter>");
    assert_eq!(reviews(&session)[0].rating, Rating::Again);
    assert!(session.text().contains("1 to come back"), "{}", session.text());
    session.keys("Norway<Enter><Enter><Tab>3");
    assert_ne!(prompt(&session), five()[0].prompt);
    session.keys("<Enter>3");
    assert_eq!(prompt(&session), five()[0].prompt);
    assert!(session.text().contains("missed once"), "{}", session.text());
}

#[test]
fn an_override_counts_and_is_accepted_from_then_on() {
    let mut session = sure_off(vec![text("Which land?", "Norway"), text("Which town?", "Oslo")]);
    session.keys("Norge<Enter>o");
    assert!(session.text().contains("accepted from now on"), "{}", session.text());
    session.keys("<Space>");
    let [What::Met { .. }, What::Accepted { answer, .. }, What::Review(review)] =
        deeds(&session).collect::<Vec<_>>()[..]
    else {
        panic!("{:?}", session.effects)
    };
    assert_eq!((&**answer, review.rating), ("Norge", Rating::Good));
    session.keys("<C-r>");
    assert!(session.text().contains("as you say"), "the card as it was rated:\n{}", session.text());
    let voids = deeds(&session).filter(|it| matches!(it, What::Void(_))).count();
    assert_eq!(voids, 2, "both are taken back: {:?}", session.effects);
    session.keys("1norge<Enter>");
    session.keys("<Enter>");
    assert_eq!(prompt(&session), "Which land?");
    session.keys("Norge<Enter>");
    assert!(session.text().contains("✓ right"), "it was learned with the rating:\n{}", session.text());
}

#[test]
fn a_right_answer_can_be_called_wrong() {
    let mut session = sure_off(vec![choice("Which?", &["one", "two"], 0)]);
    session.keys("ao<Enter>");
    assert_eq!(reviews(&session)[0].rating, Rating::Again);
    assert!(!deeds(&session).any(|it| matches!(it, What::Accepted { .. })));
}

#[test]
fn undo_goes_back_several_steps_from_anywhere() {
    let mut session = sure_off(five());
    session.keys("b");
    let first = session.text();
    session.keys("3<C-x>");
    session.keys("<C-s>");
    assert_eq!(session.app.quiz.page.as_ref().unwrap().session.progress().total, 3);
    session.keys("u<C-r>");
    assert_eq!(session.app.quiz.page.as_ref().unwrap().session.progress().total, 5);
    assert_eq!(prompt(&session), five()[1].prompt);
    session.keys("<C-r>");
    assert_eq!(session.app.mode(), Mode::Answer);
    session.keys("j");
    assert_eq!(session.text(), first);
    session.keys("u");
    assert!(session.text().contains("nothing is left that was done"), "{}", session.text());
}

#[test]
fn bury_suspend_and_never_take_the_card_out() {
    let mut session = sure_off(five());
    session.keys("-<C-s><C-x>");
    let out = deeds(&session).filter(|it| !matches!(it, What::Met { .. })).collect::<Vec<_>>();
    assert!(matches!(out[..], [What::Buried { .. }, What::Suspended(_), What::Never(_)]), "{out:?}");
    assert!(session.text().contains("1 of 2"), "{}", session.text());
    session.keys("@x");
    assert_eq!(session.app.mode(), Mode::Ended);
    assert!(session.text().contains("No card was answered"), "{}", session.text());
    session.keys("u");
    assert_eq!(prompt(&session), five()[4].prompt);
}

#[test]
fn the_text_is_one_key_away_and_so_is_the_way_back() {
    let mut session = Session::new("note.md", NOTE.as_bytes(), 80, 24);
    session.keys("Z");
    assert_eq!(session.app.mode(), session.app.mode());
    assert!(matches!(session.app.screen, Screen::Quiz), "{}", session.text());
    session.keys("<C-y><Tab>");
    if session.app.mode() != Mode::Answer {
        session.keys("<Space>");
    }
    let before = session.text();
    session.keys("t");
    assert!(matches!(session.app.screen, Screen::Reading) && session.text().contains("Open-source models:"));
    session.keys("<BS>");
    assert_eq!(session.text(), before);
    session.keys("v");
    let opened = session.effects.iter().any(|it| matches!(it, Effect::Open(url) if url.contains("abcdefghijk?t=")));
    assert!(opened, "{:?}", session.effects);
    session.keys("q");
    assert!(matches!(session.app.screen, Screen::Reading), "{}", session.text());
}

#[test]
fn a_quiz_that_was_left_can_be_gone_on_with() {
    let mut session = quiz(five(), 80, 24);
    session.keys("b3<Enter>Nor<Esc>");
    assert!(matches!(session.app.screen, Screen::Reading));
    session.keys("z");
    assert!(session.text().contains("go on") && session.text().contains("1 of 5"), "{}", session.text());
    session.keys("<Enter>");
    assert!(session.text().contains("› Nor"), "with what was typed:\n{}", session.text());
    session.keys("<Esc><Esc>");
    assert!(matches!(session.app.screen, Screen::Reading), "{}", session.text());
}

#[test]
fn the_missed_ones_lead_to_their_places_and_can_be_asked_again() {
    let mut session = sure_off(vec![text("Which land?", "Norway"), choice("Which?", &["one", "two"], 0)]);
    session.keys("x<Enter><Enter>a<Enter>Norway<Enter><Enter>");
    assert_eq!(session.app.mode(), Mode::Ended);
    let end = session.text();
    assert!(end.contains("1 of 2 cards known") && end.contains("Which land?"), "{end}");
    session.keys("<Enter>");
    assert!(matches!(session.app.screen, Screen::Reading));
    session.keys("<BS>");
    assert_eq!(session.text(), end);
    session.keys("a");
    assert_eq!(prompt(&session), "Which land?");
    session.keys("Norway<Enter><Enter>q");
    assert!(matches!(session.app.screen, Screen::Reading), "{}", session.text());
}

/// The note with some of its cards answered, so many days ago; the card, the days, the rating.
fn answered(answers: &[(usize, i32, Rating)], columns: u16, rows: u16) -> Session {
    let mut session = Session::new("note.md", NOTE.as_bytes(), columns, rows);
    session.answered(answers);
    session
}

#[test]
fn what_is_due_is_known_once_the_log_was_read() {
    let mut session = Session::new("note.md", NOTE.as_bytes(), 80, 24);
    session.keys("z");
    let due = |session: &Session| session.text().lines().find(|it| it.contains("what is due")).unwrap().to_string();
    assert!(due(&session).contains('…'), "{}", session.text());
    session.recall(Vec::new());
    assert!(due(&session).contains("none due"), "{}", session.text());
    let mut session = answered(&[(0, 30, Rating::Good), (1, 20, Rating::Again), (2, 0, Rating::Easy)], 80, 24);
    session.keys("z");
    assert!(due(&session).contains("1 due"), "one of two siblings:\n{}", session.text());
    let weakest = session.text().lines().find(|it| it.contains("the weakest")).unwrap().to_string();
    assert!(weakest.contains("3 cards"), "{weakest}");
}

#[test]
fn an_answer_of_an_earlier_run_is_undone_in_words() {
    let mut session = answered(&[(0, 30, Rating::Good), (1, 20, Rating::Again)], 80, 24);
    session.keys("zu");
    assert!(session.text().contains("undone: Again on “"), "{}", session.text());
    session.keys("u");
    assert!(session.text().contains("undone: Good on “"), "{}", session.text());
    assert!(session.text().contains("none due"), "{}", session.text());
    session.keys("u");
    assert!(session.text().contains("nothing is left"), "{}", session.text());
}

#[test]
fn an_answer_that_cannot_be_saved_is_told_and_the_quiz_goes_on() {
    let mut session = sure_off(five());
    session.trouble = Some("not saved: the disk is full; it is tried again with the next answer".into());
    session.keys("b3");
    assert!(session.text().contains("not saved: the disk is full"), "{}", session.text());
    assert_eq!(prompt(&session), five()[1].prompt);
    session.trouble = None;
    session.keys("Norway<Enter>3");
    assert!(!session.text().contains("not saved"), "{}", session.text());
}

#[test]
fn decks_of_the_text_hold_what_they_say() {
    let mut session = Session::new("note.md", NOTE.as_bytes(), 80, 24);
    session.keys("G]");
    assert_eq!(session.app.item_at_hand(), None);
    session.keys("gz");
    let rows = match &session.app.screen {
        Screen::Decks(page) => page.rows.clone(),
        _ => panic!("{}", session.text()),
    };
    for row in rows.iter().filter(|it| it.deck.as_ref().is_some_and(|it| it.path().is_some())) {
        let cards = &session.app.reading.as_ref().unwrap().document.cards().cards;
        let count = row.deck.as_ref().unwrap().of_note(cards).len();
        assert_eq!(row.count, recto::app::quiz_decks::Count::Cards(count), "{}", row.name);
    }
    session.keys("jj<Enter>");
    assert!(matches!(session.app.screen, Screen::Quiz));
    session.keys("<Esc>");
    session.keys("<Esc>");
    session.keys("z");
    assert!(session.text().lines().nth(5).unwrap().contains("this note"), "the last choice first:\n{}", session.text());
}

#[test]
fn a_folder_deals_everything_a_note_and_a_concept() {
    let notes = [("a.md", NOTE), ("b.md", "# B\n\nTools:\n- **Saw:** cuts [[wood]]\n- **Axe:** splits [[wood]]\n")];
    let mut session = Session::folder(&notes, 80, 24);
    session.keys("z");
    session.keys("G<Enter>");
    assert!(matches!(session.app.screen, Screen::Quiz), "{}", session.text());
    session.keys("<C-g>");
    session.keys("<Esc><Esc>");
    let mut session = Session::folder(&notes, 80, 24);
    session.keys("Z");
    assert!(matches!(session.app.screen, Screen::Quiz), "the note of the row:\n{}", session.text());
    let mut session = Session::folder(&notes, 80, 24);
    session.keys("<Enter>l<Enter>Z");
    assert!(matches!(session.app.screen, Screen::Quiz), "{}", session.text());
    let page = session.app.quiz.page.as_ref().unwrap();
    assert!(page.session.cards().iter().all(|it| it.note == "b.md"));
}

#[test]
fn the_text_marks_what_has_cards() {
    let mut session = Session::new("note.md", NOTE.as_bytes(), 80, 24);
    let text = session.text();
    assert!(text.lines().filter(|it| it.contains("○ •")).count() > 1, "{text}");
    assert!(text.contains("cards here"), "{text}");
    session.keys("4j");
    session.keys("k");
    assert!(!session.text().contains("○ •"), "{}", session.text());
    let column = |text: &str| text.lines().find_map(|it| it.find("Open-source")).unwrap();
    let without: Vec<&str> = text.lines().filter(|it| it.contains("Open-source")).collect();
    assert_eq!(column(&without[0].replace('○', " ")), column(&session.text()), "the text does not move");
}

#[test]
fn how_sure_one_is_is_asked_only_when_wanted() {
    let mut session = quiz(five(), 80, 24);
    session.keys("b");
    assert_eq!(session.app.mode(), Mode::Sure);
    session.keys("<BS>");
    assert_eq!(session.app.mode(), Mode::Choosing, "the answer can be changed");
    session.keys("a<C-y>");
    assert_eq!((session.app.mode(), session.app.quiz.asking), (Mode::Answer, Asking::Off));
    session.keys("<Enter>x<Enter>");
    assert_eq!(session.app.mode(), Mode::Answer);
}

#[test]
fn a_paste_is_typed_and_a_list_is_pasted_line_by_line() {
    let mut session = sure_off(five().split_off(2));
    session.event(Event::Paste("Open-source models\nAI augmenting tools\nUser-aligned AI".into()));
    session.keys("<Enter><Enter>");
    assert!(session.text().contains("✓ right: 3 of 3"), "{}", session.text());
}

#[test]
fn anything_fits_any_screen() {
    let odd = ["", "日本語の長い答え。".repeat(30).leak(), "\u{1b}[31mred\u{7}", "שלום عالم", LONG];
    for (columns, rows) in [(20, 6), (40, 12), (21, 40), (300, 100)] {
        for it in odd {
            let many: Vec<&str> = std::iter::repeat_n(it, 9).collect();
            let cards = vec![
                text(it, it),
                text(it, "short"),
                list(it, &many),
                list(it, &["a", "b"]),
                order(it, &many),
                choice(it, &many, 8),
                cards::card(recto::quiz::Kind::List, it, Answer::Items(Vec::new())),
                order(it, &[]),
                choice(it, &[], 0),
            ];
            let mut session = quiz(cards, columns, rows);
            session.keys(&"x<Enter>1<Space>1ynjkdu<PgDn><PgUp>wr<Tab>2<Enter>J<C-Down>K".repeat(12));
            session.resize(40, 12);
            session.keys("<Esc>z<Enter>");
            let text = session.text();
            assert!(!text.chars().any(|it| it.is_control() && it != '\n'), "{text:?}");
        }
    }
}
