//! Where the log of a library is kept, and what this device is called in it.

use crate::store::log::{damage::Unwritten, file};
use rustix::process::geteuid;
use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    os::unix::fs::{MetadataExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

/// The folder inside a library that holds its log, if the user made one.
pub const HOME: &str = ".recto";

/// What of it is not for other machines.
const IGNORED: &str = "copies/\ndamaged-*.txt\n";

/// The folder of the log: [`HOME`] in the opened folder or the nearest one above it that has one, else the data folder.
/// One that belongs to somebody else is passed over, so that nobody gets hold of a log by leaving a folder around.
pub fn log_folder(library: Option<&Path>, data: &Path) -> PathBuf {
    let library = library.and_then(|it| fs::canonicalize(it).ok());
    let folders = library.iter().flat_map(|it| it.ancestors()).map(|it| it.join(HOME));
    folders.into_iter().find(|it| is_own(it)).unwrap_or_else(|| data.into())
}

fn is_own(folder: &Path) -> bool {
    fs::symlink_metadata(folder).is_ok_and(|it| it.is_dir() && it.uid() == geteuid().as_raw())
}

/// Makes the folder of the log inside a library. False when it was there already.
///
/// # Errors
/// When it cannot be made.
pub fn init(library: &Path) -> Result<bool, Unwritten> {
    let folder = library.join(HOME);
    if is_own(&folder) {
        return Ok(false);
    }
    if folder.symlink_metadata().is_ok() {
        return Err(Unwritten::new(&folder, "something of this name is there, and it is no folder of yours"));
    }
    file::make_folder(&folder)?;
    let ignored = folder.join(".gitignore");
    fs::write(&ignored, IGNORED).map_err(|it| Unwritten::from_io(&ignored, &it))?;
    Ok(true)
}

/// The name of this device: its host name, and something by chance that tells it from others of that name. It is made
/// when it is first asked for and kept in the state folder; where nothing can be kept it is the host name alone. A
/// lost name does no harm: the device then writes another file.
pub fn device(state: &Path) -> String {
    let file = state.join("device");
    if let Some(kept) = kept(&file) {
        return kept;
    }
    let host = host();
    let made = getrandom::u32().ok().map(|it| format!("{host}-{it:08x}"));
    let Some(made) = made.filter(|it| keep(&file, it).is_ok()) else {
        // Another program may have been faster.
        return kept(&file).unwrap_or(host);
    };
    made
}

fn kept(file: &Path) -> Option<String> {
    let name = fs::read_to_string(file).ok()?.trim().to_string();
    (!name.is_empty() && name == harmless(&name)).then_some(name)
}

fn keep(file: &Path, name: &str) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        file::make_folder(folder).map_err(io::Error::other)?;
    }
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)?;
    writeln!(file, "{name}")?;
    file.sync_data()
}

/// The first part of the host name.
fn host() -> String {
    let system = rustix::system::uname();
    let name = system.nodename().to_string_lossy();
    let name = harmless(name.split('.').next().unwrap_or_default());
    if name.is_empty() { "device".into() } else { name }
}

/// What of a name may stand in the name of a file.
fn harmless(name: &str) -> String {
    let plain = name.chars().filter(|it| it.is_ascii_alphanumeric() || matches!(it, '-' | '_'));
    plain.take(40).collect::<String>().trim_matches('-').to_string()
}

/// Random bits, for the names of events.
pub fn random() -> u128 {
    let bits = || getrandom::u64().unwrap_or_else(|_| u64::from(std::process::id()));
    u128::from(bits()) << 64 | u128::from(bits())
}
