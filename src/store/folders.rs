//! The folders that the operating system gives a program for what it keeps.

use etcetera::BaseStrategy;
use std::path::PathBuf;

/// The name of the program's folder inside each of them.
pub const PROGRAM: &str = "recto";

/// Where the program keeps things; none of the folders need exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    /// What may be lost without harm: places. `$XDG_STATE_HOME/recto`.
    pub state: PathBuf,
    /// What must not be lost. `$XDG_DATA_HOME/recto`.
    pub data: PathBuf,
    /// What the user sets. `$XDG_CONFIG_HOME/recto`.
    pub config: PathBuf,
}

impl Folders {
    /// The folders of the user who runs the program; none for a user without a home folder.
    pub fn of_user() -> Option<Self> {
        let base = etcetera::choose_base_strategy().ok()?;
        let state = base.state_dir().unwrap_or_else(|| base.data_dir());
        Some(Self {
            state: state.join(PROGRAM),
            data: base.data_dir().join(PROGRAM),
            config: base.config_dir().join(PROGRAM),
        })
    }
}
