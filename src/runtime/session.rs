//! One run of the reader: the loop of waiting, updating and drawing.

use crate::app::App;
use crate::app::event::{Effect, Event};
use crate::runtime::decode::Decoder;
use crate::runtime::editor::{self, Outcome};
use crate::runtime::errand::Errand;
use crate::runtime::fault::{self, Place};
use crate::runtime::job::{self, Back};
use crate::runtime::mail::{self, Inbox, Mailbox, Notice};
use crate::runtime::screen::Screen;
use crate::runtime::signals::CtrlC;
use crate::runtime::wait::{Ready, wait};
use crate::runtime::window::Window;
use crate::runtime::{clipboard, crash, opener, signals};
use crate::ui::Ui;
use anyhow::{Context, Result};
use signal_hook::consts::SIGHUP;
use std::sync::Arc;
use std::time::Duration;

/// What the caller decides about the terminal.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Take presses and the wheel of the mouse (the terminal's own selection then needs Shift).
    pub mouse: bool,
}

/// Answers that come at once are drawn in the same frame, but a chain of them must end.
const ROUNDS: usize = 16;

/// A paste of a megabyte is taken in parts, with the notices in between.
const MOUTHFUL: usize = 64 * 1024;

/// Runs until the reader leaves, and gives the exit code: 0, or 128 + n after signal n (129 when the terminal is gone).
///
/// `perform` does what the loop itself does not know; it must not wait. Answers go through the [`Mailbox`], from any
/// thread and at any time; `Effect::Edit` is answered with [`Mailbox::edit`]. When this returns, all effects have been handed over and the terminal is as it was found;
/// after a signal, the program is ended in 0.4 seconds even if the caller is not done.
///
/// From the first call on, a panic in any thread ends the program with 101.
///
/// # Errors
/// When there is no terminal, or when waiting for it fails.
pub fn run(app: App, ui: Ui, options: Options, perform: impl FnMut(Effect, &Mailbox)) -> Result<u8> {
    let (mailbox, inbox) = mail::mailbox().context("no mailbox for the threads")?;
    let screen = Arc::new(Screen::find(options.mouse).context("no terminal to read in")?);
    let ctrl_c = Arc::new(CtrlC::default());
    signals::watch(mailbox.clone(), Arc::clone(&screen), Arc::clone(&ctrl_c)).context("no thread for the signals")?;
    crash::install(Arc::clone(&screen));
    let window = Window::open(&screen).context("the terminal cannot be taken")?;
    let decoder = Decoder::default();
    let session = Session { app, ui, screen, ctrl_c, window, mailbox, inbox, decoder, perform, end: None };
    session.live()
}

struct Session<P> {
    app: App,
    ui: Ui,
    screen: Arc<Screen>,
    ctrl_c: Arc<CtrlC>,
    window: Window,
    mailbox: Mailbox,
    inbox: Inbox,
    decoder: Decoder,
    perform: P,
    /// The exit code, once the session is over.
    end: Option<u8>,
}

impl<P: FnMut(Effect, &Mailbox)> Session<P> {
    fn live(mut self) -> Result<u8> {
        self.update(Event::Resized(self.window.size()));
        self.draw();
        // The reader sees something before anything else begins.
        let effects = self.app.first_effects();
        self.do_all(effects);
        loop {
            if let Some(code) = self.end {
                // Before the app is taken down: the reader waits for the shell, not for us.
                self.screen.leave();
                // The process ends now and takes everything with it at once.
                std::mem::forget(self);
                return Ok(code);
            }
            self.listen()?;
            self.draw();
        }
    }

    /// Sleeps until something happens, and hands all of it to the app.
    fn listen(&mut self) -> Result<()> {
        let ready = wait(self.screen.keys(), self.inbox.bell(), self.decoder.patience())?;
        if ready.mail {
            self.take_mail();
        }
        if ready.gone {
            self.terminate(SIGHUP);
        }
        for event in self.keys(ready)? {
            self.update(event);
        }
        self.answer();
        Ok(())
    }

    fn keys(&mut self, mut ready: Ready) -> Result<Vec<Event>> {
        let mut events = Vec::new();
        if ready.is_silence() {
            self.decoder.give_up(&mut events);
        }
        let mut buffer = [0; 4096];
        let mut eaten = 0;
        while self.end.is_none() && ready.keys && eaten < MOUTHFUL {
            // Readable and nothing to read: the end of the terminal. A hung-up one fails instead.
            let count = self.screen.read(&mut buffer).unwrap_or(0);
            if count == 0 {
                self.terminate(SIGHUP);
            }
            self.decoder.feed(buffer.get(..count).unwrap_or_default(), &mut events);
            eaten += count;
            ready = wait(self.screen.keys(), self.inbox.bell(), Some(Duration::ZERO))?;
        }
        Ok(events)
    }

    /// Takes in what `perform` has answered at once, so that one frame shows it all.
    fn answer(&mut self) {
        for _ in 0..ROUNDS {
            if !self.take_mail() {
                break;
            }
        }
    }

    fn take_mail(&mut self) -> bool {
        let notices = self.inbox.take();
        let is_some = !notices.is_empty();
        let mut is_resized = false;
        let mut is_continued = false;
        let mut errand = None;
        for notice in notices {
            match notice {
                Notice::Event(event) => self.update(event),
                Notice::Ended(signal) => self.terminate(signal),
                // Many of them are one: what counts is what the terminal says now.
                Notice::Resized => is_resized = true,
                Notice::Continued => is_continued = true,
                Notice::Edit(it) => errand = Some(it),
                // Nobody waits for it any more.
                Notice::EditorEnded(_) => {}
            }
        }
        if is_continued && self.end.is_none() {
            let back = job::come_back(&self.inbox, &self.screen);
            self.reopen(&back);
        } else if is_resized {
            self.follow_size();
        }
        if let Some(errand) = errand.filter(|_| self.end.is_none()) {
            self.edit(errand);
        }
        is_some
    }

    /// Hands one event to the app; nothing reaches it after the end.
    fn update(&mut self, event: Event) {
        if self.end.is_some() {
            return;
        }
        if matches!(event, Event::Key(_)) {
            fault::reached(Place::Update);
            fault::reached(Place::Thread);
        }
        let effects = self.app.update(event);
        self.do_all(effects);
    }

    fn do_all(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            self.do_effect(effect);
        }
    }

    fn do_effect(&mut self, effect: Effect) {
        match effect {
            Effect::Quit => self.end = self.end.or(Some(0)),
            Effect::Suspend => self.suspend(),
            Effect::Redraw => self.follow_size(),
            Effect::Open(url) => opener::open(url, &self.mailbox),
            Effect::Copy(text) => self.copy(&text),
            effect => (self.perform)(effect, &self.mailbox),
        }
    }

    fn copy(&mut self, text: &str) {
        let sent = match clipboard::sequence(text) {
            Ok(bytes) => self.screen.write(bytes.as_bytes()).map_err(|error| error.to_string()),
            Err(sentence) => Err(sentence),
        };
        if let Err(sentence) = sent {
            self.mailbox.post(Event::Said(sentence));
        }
    }

    fn suspend(&mut self) {
        self.screen.leave();
        let back = job::stop(&self.inbox, &self.screen);
        self.reopen(&back);
    }

    /// Gives the terminal to the editor until it ends.
    fn edit(&mut self, errand: Errand) {
        self.ctrl_c.leave_to_others();
        self.screen.leave();
        let outcome = editor::run(&errand, &self.screen, &self.inbox, &self.mailbox);
        self.ctrl_c.take_back();
        self.screen.restore_modes();
        if let Outcome::Back(outcome) = outcome {
            let back = job::come_back(&self.inbox, &self.screen);
            self.reopen(&back);
            self.update(Event::Edited { path: errand.path, outcome });
        }
    }

    fn reopen(&mut self, back: &Back) {
        if *back == Back::ToEnd {
            return;
        }
        match self.window.reopen() {
            Ok(()) => {
                self.follow_size();
                self.update(Event::Resumed);
            }
            Err(_) => self.terminate(SIGHUP),
        }
    }

    /// Draws the next frame whole, in the size that the terminal has now.
    fn follow_size(&mut self) {
        if let Some(size) = self.window.follow_size() {
            self.update(Event::Resized(size));
        }
    }

    fn draw(&mut self) {
        if self.end.is_some() {
            return;
        }
        let Self { app, ui, window, .. } = self;
        let mut drawn = None;
        let sent = window.draw(|frame| {
            fault::reached(Place::Draw);
            drawn = Some(ui.draw(app, frame));
        });
        if sent.is_err() {
            self.terminate(SIGHUP);
        } else if let Some(drawn) = drawn {
            let effects = self.app.drawn(drawn);
            self.do_all(effects);
        }
    }

    fn terminate(&mut self, signal: i32) {
        // A reader who has left already has left by choice; otherwise the signal says how, whatever the app asks for.
        let end = self.end;
        self.update(Event::Terminated);
        self.end = end.or(Some(signals::exit_code(signal)));
    }
}
