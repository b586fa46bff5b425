//! Recto opens a folder of Markdown notes as a study guide for the terminal.
pub mod app;
pub mod note;
pub mod runtime;
pub mod store;
pub mod ui;
