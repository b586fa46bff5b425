//! What the user may set: texts and what comes of them.
#![allow(clippy::unwrap_used, clippy::panic)] // A test that cannot go on has failed.

use jiff::{civil::date, tz::TimeZone};
use recto::{
    config::{Config, Fuzz, Quiz, SETTINGS, Schedule, Sureness, Zone},
    quiz, schedule,
};

/// The problems of a text, a line each.
fn problems(text: &str) -> String {
    let all = Config::parse(text).1;
    all.iter().flat_map(|it| [it.to_string(), "\n".into()]).collect()
}

#[test]
fn nothing_set_is_everything_at_its_default() {
    for text in ["", "# nothing\n", "[schedule]\n[quiz]\n", "\u{feff}"] {
        assert_eq!(Config::parse(text), (Config::default(), Vec::new()), "{text:?}");
    }
}

#[test]
fn everything_can_be_set() {
    let text = r#"
        [schedule]
        retention = 0.85
        longest = 365
        exam = 2027-01-31
        fuzz = "off"
        new_a_day = 0
        reviews_a_day = 1_000
        leech = 0x10
        rollover = 0
        zone = "Europe/Berlin"

        [quiz]
        confidence = false
        session = 5
        inline = "=>"
        inline_reversed = ""
        lines = "--"
        lines_reversed = "---"
        holes = [["**", "**"]]
        tags = ["cards", "study/deep"]
        heading_tag = "ask"
    "#;
    let (Config { schedule, quiz }, problems) = Config::parse(text);
    assert_eq!(problems, []);
    let expected = Schedule {
        retention: 0.85,
        longest: 365,
        exam: Some(date(2027, 1, 31)),
        fuzz: Fuzz::Off,
        new_a_day: 0,
        reviews_a_day: 1000,
        leech: 16,
        rollover: 0,
        zone: Zone::Named(TimeZone::get("Europe/Berlin").unwrap()),
    };
    assert_eq!(schedule, expected);
    let Quiz { confidence, session, marks } = quiz;
    assert_eq!((confidence, session), (Sureness::Unasked, 5));
    let texts = [&marks.inline, &marks.inline_reversed, &marks.lines, &marks.lines_reversed, &marks.heading_tag];
    assert_eq!(texts, ["=>", "", "--", "---", "ask"]);
    assert_eq!(
        (marks.holes, marks.tags),
        (vec![("**".into(), "**".into())], vec!["cards".into(), "study/deep".into()])
    );
    assert!(SETTINGS.iter().all(|it| text.contains(&format!(" {} = ", it.name))));
}

#[test]
fn the_same_can_be_written_in_other_ways() {
    for text in ["schedule.retention = 0.8", "schedule = { retention = 0.8 }", "[schedule]\r\nretention = 8e-1\r\n"] {
        assert_eq!((Config::parse(text).0.schedule.retention, problems(text)), (0.8, String::new()), "{text}");
    }
    let exam = |text| Config::parse(text).0.schedule.exam;
    assert_eq!(exam("schedule.exam = \"2027-01-31\""), exam("schedule.exam = 2027-01-31"));
    assert_eq!(Config::parse("schedule.zone = \"system\"").0, Config::default());
}

#[test]
fn what_is_wrong_is_said_with_its_line_and_what_is_allowed() {
    for (text, said) in [
        ("[schedule]\nretention = 1.5", "2: retention takes a number from 0.70 to 0.97, and not 1.5\n"),
        ("[schedule]\nretention = 1", "2: retention takes a number from 0.70 to 0.97, and not 1\n"),
        ("[schedule]\nretention = nan", "2: retention takes a number from 0.70 to 0.97, and not nan\n"),
        ("[schedule]\nretention = \"high\"", "2: retention takes a number from 0.70 to 0.97, and not \"high\"\n"),
        ("\n[schedule]\n\nlongest = 0", "4: longest takes days, from 1 to 36500, and not 0\n"),
        ("[schedule]\nlongest = -3", "2: longest takes days, from 1 to 36500, and not -3\n"),
        ("[schedule]\nlongest = 3.5", "2: longest takes days, from 1 to 36500, and not 3.5\n"),
        (
            "[schedule]\nlongest = 99999999999999999999",
            "2: longest takes days, from 1 to 36500, and not 99999999999999999999\n",
        ),
        ("[schedule]\nexam = \"soon\"", "2: exam takes a date such as 2026-11-24, and not \"soon\"\n"),
        ("[schedule]\nexam = \"2026-02-30\"", "2: exam takes a date such as 2026-11-24, and not \"2026-02-30\"\n"),
        (
            "[schedule]\nexam = 2026-11-24T08:00:00Z",
            "2: exam takes a date such as 2026-11-24, and not 2026-11-24T08:00:00Z\n",
        ),
        ("[schedule]\nfuzz = true", "2: fuzz takes \"card\" or \"off\", and not true\n"),
        ("[schedule]\nrollover = 24", "2: rollover takes an hour from 0 to 23, and not 24\n"),
        (
            "[schedule]\nzone = \"Mars/Olympus\"",
            "2: zone takes the name of a time zone, such as \"Europe/Berlin\", or \"system\", and not \"Mars/Olympus\"\n",
        ),
        ("[schedule]\nleech = 0", "2: leech takes a number from 1 to 1000, and not 0\n"),
        ("[quiz]\nconfidence = \"yes\"", "2: confidence takes true or false, and not \"yes\"\n"),
        ("[quiz]\nsession = 0", "2: session takes a number from 1 to 10000, and not 0\n"),
        ("[quiz]\ninline = 3", "2: inline takes a text on one line; an empty one for no such cards, and not 3\n"),
        (
            "[quiz]\nholes = [[\"==\"]]",
            "2: holes takes pairs of texts, such as [[\"==\", \"==\"], [\"{{\", \"}}\"]], and not [[\"==\"]]\n",
        ),
        ("[quiz]\ntags = [\n  \"#a\",\n]", "2: tags takes tags without #, such as [\"flashcards\"], and not […\n"),
        ("[quiz]\nheading_tag = \"\"", "2: heading_tag takes a tag without #, and not \"\"\n"),
        (
            "[schedule]\nretentoin = 0.9",
            "2: [schedule] has no retentoin; it has retention, longest, exam, fuzz, new_a_day, reviews_a_day, leech, rollover, zone\n",
        ),
        ("[quiz]\nretention = 0.9", "2: retention belongs below [schedule]\n"),
        ("retention = 0.9", "1: retention belongs below [schedule]\n"),
        ("[shedule]", "1: there is no section shedule; there are [schedule] and [quiz]\n"),
        ("quiz = 3", "1: quiz is a section: [quiz] on a line of its own\n"),
        ("[[quiz]]", "1: quiz is a section: [quiz] on a line of its own\n"),
    ] {
        assert_eq!(problems(text), said, "{text}");
    }
}

#[test]
fn what_is_right_beside_it_counts() {
    let text = "[schedule]\nleech = 3\nretention = 2\nnew_a_day =\n[quiz\nsession = 7\n[quiz]\nsession = 9\n";
    let (config, problems) = Config::parse(text);
    assert_eq!((config.schedule.leech, config.schedule.retention, config.schedule.new_a_day), (3, 0.9, 20));
    let lines: Vec<usize> = problems.iter().map(|it| it.line).collect();
    assert!(lines.starts_with(&[3, 4]) && lines.is_sorted(), "{problems:?}");
    assert!(problems[1].why.starts_with("this is no TOML: "), "{problems:?}");
    let twice = problems_of("[quiz]\nsession = 7\nsession = 8\n");
    assert_eq!(twice, [3]);
}

fn problems_of(text: &str) -> Vec<usize> {
    Config::parse(text).1.iter().map(|it| it.line).collect()
}

#[test]
fn no_text_is_too_odd() {
    let deep = format!("[quiz]\ntags = {}", "[".repeat(100_000));
    for text in ["\0", "= = =", "[", "[[[", "\"\"\"", "é = \u{202e}", "[quiz]\ninline = '''a\nb'''", &deep] {
        assert!(!Config::parse(text).1.is_empty(), "{}", text.chars().take(20).collect::<String>());
    }
}

/// The floors below know no config, so that their defaults stand twice: they are the same.
#[test]
fn the_defaults_are_those_of_the_rooms() {
    let Config { schedule: of, quiz: Quiz { session, marks, .. } } = Config::default();
    let theirs = schedule::Settings::default();
    assert_eq!((of.retention, of.longest, of.exam), (theirs.retention, theirs.longest, None));
    assert_eq!((of.new_a_day, of.reviews_a_day, of.leech), (theirs.new_a_day, theirs.reviews_a_day, theirs.leech));
    assert_eq!((of.rollover, session), (schedule::Calendar::ROLLOVER, quiz::SESSION_CARDS));
    let theirs = quiz::Settings::default();
    assert_eq!((marks.inline, marks.inline_reversed), (theirs.inline, theirs.inline_reversed));
    assert_eq!((marks.lines, marks.lines_reversed), (theirs.lines, theirs.lines_reversed));
    assert_eq!((marks.holes, marks.tags, marks.heading_tag), (theirs.holes, theirs.tags, theirs.heading_tag));
}

#[test]
fn the_readme_shows_every_setting_at_its_default() {
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let text = readme.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    assert_eq!(Config::parse(text), (Config::default(), Vec::new()));
    let shown = |name: &str| text.lines().any(|it| it.trim_start_matches("# ").starts_with(&format!("{name} = ")));
    for it in &SETTINGS {
        assert!(shown(it.name), "{}", it.name);
    }
    assert_eq!(Config::parse(&text.replace("# exam", "exam")).1, []);
}
