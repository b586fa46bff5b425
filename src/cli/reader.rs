//! `recto [PATH]`: what to open in the reader, and what to say where there is no terminal to read on.

use crate::{
    app::{App, Start, document::Document, quiz_cards, quiz_page::Asking},
    cli::{
        args_open::{Opening, Quiz},
        colour::When,
        desk::{Desk, Shelf},
        input::{Content, Input, file_name},
        keeper::{Keeper, Rules, Stopwatch},
        librarian::Latest,
        output, quiz, settings,
        status::{self, Status},
        terminal::{self, Terminal},
    },
    config::Sureness,
    note::Note,
    runtime::{self, Options},
    store::{self, Folders, Places},
    ui::Ui,
};
use std::{fs::File, sync::Arc};

/// Opens the reader, or says why not and what to do instead.
pub(crate) fn open(opening: &Opening, quiz: Option<&Quiz>, color: When) -> anyhow::Result<Status> {
    let input = Input::of(opening.path.as_deref())?;
    if let Some(why) = obstacle(&input, Terminal::here()) {
        status::complain(&why.replace("{}", if quiz.is_some() { "the quiz" } else { "the reader" }));
        status::say(match quiz {
            Some(_) => "Without a screen, `recto cards` prints the cards and `recto review` records an answer.",
            None => {
                "Without a screen, try `recto outline`, `recto timestamps` or `recto links`, or `recto inspect` for JSON."
            }
        });
        return Ok(Status::Misused);
    }
    start(&input, opening, quiz, color)
}

/// What stands between the screen and the person; `{}` is which screen.
fn obstacle(input: &Input, terminal: Terminal) -> Option<&'static str> {
    if !terminal.stdout {
        return Some("{} needs a terminal, and standard output is not one.");
    }
    if terminal::is_dumb() {
        return Some("{} needs a terminal that can move its cursor, and TERM is `dumb`.");
    }
    match input {
        _ if terminal.stdin => None,
        // Nobody pipes something into the built-in note: it is meant to be read.
        Input::Seed => {
            Some("standard input is no terminal to take keys from; to read what is piped in, use `recto -`.")
        }
        _ => File::open("/dev/tty").err().map(|_| "{} needs a terminal to take keys from."),
    }
}

/// Reads what is to be shown at once, and hands everything to the runtime.
fn start(input: &Input, opening: &Opening, quiz: Option<&Quiz>, color: When) -> anyhow::Result<Status> {
    let named = if input.is_folder() { None } else { Some(first_note(input)?) };
    let folders = Folders::of_user();
    let places = folders.as_ref().map(|it| Places::load(&it.state));
    let shelf = shelf(input, named.as_ref());
    let set = settings::read();
    quiz_cards::settle(settings::quiz(&set.config));
    let rules = Rules::of(&set.config, opening.now);
    let mut desk = Desk {
        shelf,
        places,
        is_fresh: opening.fresh,
        folders,
        latest: Latest::default(),
        searcher: None,
        stopwatch: Stopwatch::default(),
        rules,
        keeper: None,
        surveys: Arc::default(),
    };
    let view = desk.view();
    let is_one = named.is_some();
    let note = named.or_else(|| left_off(&desk, view.as_ref()?.note.as_deref()?));
    let note = note.map(|(name, bytes)| {
        let (note, diagnostics) = Note::parse(&name, bytes);
        (Document::new(note, diagnostics), desk.place(&name))
    });
    let of = note.as_ref().map(|it| &it.0.note).filter(|_| is_one);
    let quiz = quiz.map(|it| quiz::deck(it, of, set.config.quiz.session)).transpose()?;
    let app = App::new(Start {
        note,
        name: name(&desk.shelf),
        has_folder: matches!(desk.shelf, Shelf::Folder { .. } | Shelf::File { .. }),
        view,
        today: desk.rules.today(),
        asking: match set.config.quiz.confidence {
            Sureness::Asked => Asking::On,
            Sureness::Unasked => Asking::Off,
        },
        session: set.config.quiz.session,
        notice: set.problems.first().cloned(),
        quiz,
    });
    let ui = Ui::new(terminal::palette(output::has_colour(color, true)));
    let options = Options { mouse: !opening.no_mouse };
    let code = runtime::run(app, ui, options, |effect, mailbox| desk.perform(effect, mailbox))?;
    if let Some(problem) = desk.keeper.take().and_then(Keeper::finish) {
        status::complain(&problem);
        return Ok(Status::Failed);
    }
    Ok(Status::Code(code))
}

/// The note of a folder that was being read last, if it can still be read.
fn left_off(desk: &Desk, path: &str) -> Option<(String, Vec<u8>)> {
    Some((path.to_string(), store::read(&desk.shelf.file(path)?).ok()?))
}

/// The name and the bytes of the note that was named.
fn first_note(input: &Input) -> anyhow::Result<(String, Vec<u8>)> {
    let given = input.notes().next().ok_or_else(|| anyhow::anyhow!("there is nothing to read"))?;
    // What is read from a pipe has no name to stand above the text.
    let name = if matches!(input, Input::Stream) { "standard input".into() } else { given.name };
    match given.content {
        Content::Bytes(bytes) => Ok((name, bytes)),
        Content::Unread(problem) | Content::Closed(problem) | Content::Skipped(problem) => Err(problem.into()),
    }
}

/// Where the notes come from; `note` is the one that is shown first.
fn shelf(input: &Input, note: Option<&(String, Vec<u8>)>) -> Shelf {
    match input {
        Input::Seed => Shelf::Seed,
        Input::Stream => {
            let (name, bytes) = note.cloned().unwrap_or_default();
            Shelf::Stream { name, bytes }
        }
        Input::Folder(root) => Shelf::Folder { root: root.clone() },
        Input::File(path) => Shelf::File { folder: input.root().unwrap_or(path).into(), name: file_name(path) },
    }
}

/// What the header calls the folder of the notes.
fn name(shelf: &Shelf) -> String {
    let (Shelf::Folder { root } | Shelf::File { folder: root, .. }) = shelf else { return String::new() };
    let whole = std::fs::canonicalize(root).unwrap_or_else(|_| root.clone());
    whole.file_name().map_or_else(|| whole.display().to_string(), |it| it.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_come_from_a_terminal() {
        let terminal = |stdin, stdout| Terminal { stdin, stdout, stderr: true };
        let said = |input: &Input, it| obstacle(input, it).unwrap_or_default();
        assert!(said(&Input::Seed, terminal(true, false)).contains("output is not one"));
        assert!(said(&Input::Seed, terminal(false, true)).contains("recto -"));
    }
}
