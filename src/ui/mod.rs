//! A picture of the state.

use crate::app::{App, event::Drawn};
use ratatui::Frame;

/// Draws the app; keeps wrapped lines between frames.
pub struct Ui {}

impl Ui {
    /// Draws `app` into `frame` and says what the layout turned out to be.
    pub fn draw(&mut self, app: &App, frame: &mut Frame) -> Drawn {
        let _ = (app, frame);
        Drawn {}
    }
}
