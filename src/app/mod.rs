//! State and update: what the reader sees is decided here, without drawing, disk or clock.
pub mod event;
pub mod key;

use event::{Drawn, Effect, Event};

/// Everything the program knows while it runs.
pub struct App {
    stub: (),
}

impl App {
    /// Applies one event; what the app cannot do itself it asks for.
    pub fn update(&mut self, event: Event) -> Vec<Effect> {
        let _ = (event, self.stub);
        Vec::new()
    }

    /// Takes over what the last frame found out about its own layout.
    pub fn drawn(&mut self, drawn: Drawn) {
        let _ = drawn;
    }
}
