//! Recto opens a folder of Markdown notes as a study guide for the terminal.
pub mod app;
pub mod cli;
pub mod library;
pub mod note;
pub mod runtime;
pub mod search;
pub mod store;
pub mod ui;
