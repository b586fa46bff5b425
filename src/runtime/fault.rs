//! A panic on purpose, for the tests: builds with debug assertions obey `RECTO_TEST_PANIC`.

/// Where a panic can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// While the app takes an event.
    Update,
    /// While a frame is drawn.
    Draw,
    /// In a thread beside the loop.
    Thread,
}

/// Panics if the tests ask for it at this place; compiles to nothing in a release.
#[cfg(not(debug_assertions))]
pub fn reached(_: Place) {}

/// Panics if the tests ask for it at this place; compiles to nothing in a release.
#[cfg(debug_assertions)]
pub fn reached(place: Place) {
    let name = match place {
        Place::Update => "update",
        Place::Draw => "draw",
        Place::Thread => "thread",
    };
    if std::env::var_os("RECTO_TEST_PANIC").is_none_or(|asked| asked != name) {
        return;
    }
    if place == Place::Thread {
        // Waiting keeps the loop from leaving in an orderly way first.
        let _ = std::thread::spawn(move || blow(name)).join();
    } else {
        blow(name);
    }
}

#[cfg(debug_assertions)]
#[expect(clippy::panic, reason = "this is what the file is for")]
fn blow(name: &str) {
    panic!("asked for in {name}, with \u{1b}[31m in the message");
}
