//! A terminal for the tests: starts the program in one, types, looks at the screen, and waits with a deadline.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test helper fails by panicking.
#![allow(dead_code)] // Each test file uses its own part.

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process, waitid};
use std::fmt::Debug;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Longer than anything takes on a busy machine.
const DEADLINE: Duration = Duration::from_secs(10);

/// The program in a terminal of its own, with an empty home.
pub struct Pty {
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    seen: Arc<Seen>,
    home: TempDir,
    modes: String,
    is_reaped: bool,
}

/// How the program ended.
#[derive(Debug)]
pub struct Exit {
    /// The exit code, unless a signal killed the program.
    pub code: Option<i32>,
    /// The signal that killed the program.
    pub signal: Option<i32>,
    /// The processor time that it used in its life, in steps of 10 ms.
    pub cpu: Duration,
}

/// What has come out of the program.
struct Seen {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    parser: vt100::Parser,
    bytes: Vec<u8>,
    reader: Reader,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Reader {
    Reading,
    /// Does not read until told to: a terminal after Ctrl-S.
    Paused,
    /// Is to let go of the terminal.
    Leaving,
    /// The terminal has ended, or the reader has let go of it.
    Over,
}

impl Pty {
    /// Starts `recto` with these arguments.
    pub fn start(args: &[&str], columns: u16, rows: u16) -> Self {
        Self::start_with(args, columns, rows, |_, _| {})
    }

    /// Starts `recto`; `prepare` gets the command and the empty home folder first.
    pub fn start_with(
        args: &[&str],
        columns: u16,
        rows: u16,
        prepare: impl FnOnce(&mut CommandBuilder, &Path),
    ) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_recto"));
        command.args(args);
        Self::launch(command, columns, rows, prepare)
    }

    /// Runs a script of bash (which knows jobs), in which `$RECTO` is the program.
    pub fn shell(script: &str, columns: u16, rows: u16) -> Self {
        let mut command = CommandBuilder::new("bash");
        command.args(["-c", script]);
        Self::launch(command, columns, rows, |_, _| {})
    }

    fn launch(
        mut command: CommandBuilder,
        columns: u16,
        rows: u16,
        prepare: impl FnOnce(&mut CommandBuilder, &Path),
    ) -> Self {
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let home = tempfile::tempdir().unwrap();
        surround(&mut command, home.path());
        prepare(&mut command, home.path());
        let modes = modes(pair.master.as_ref());
        let seen = Seen::new(columns, rows);
        seen.clone().read(pair.master.try_clone_reader().unwrap());
        let child = pair.slave.spawn_command(command).unwrap();
        let writer = pair.master.take_writer().unwrap();
        Self { master: Some(pair.master), writer: Some(writer), child, seen, home, modes, is_reaped: false }
    }

    /// The home folder of the program.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// The process that was started.
    pub fn pid(&self) -> Pid {
        Pid::from_raw(i32::try_from(self.child.process_id().unwrap()).unwrap()).unwrap()
    }

    /// Types, in one go.
    pub fn type_keys(&mut self, keys: &str) {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(keys.as_bytes()).unwrap();
        writer.flush().unwrap();
    }

    /// Sends a signal to the process that was started.
    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    /// Gives the terminal a new size; the program gets SIGWINCH.
    pub fn resize(&self, columns: u16, rows: u16) {
        // The emulator first: it must not wrap what is drawn for the new size.
        self.seen.lock().begin_size(columns, rows);
        self.master.as_ref().unwrap().resize(size(columns, rows)).unwrap();
    }

    /// Waits until the screen is as wished.
    pub fn wait_for(&self, wished: impl Fn(&vt100::Screen) -> bool) {
        let is_so = self.seen.wait(DEADLINE, |state| wished(state.parser.screen()));
        assert!(is_so, "not in time; the screen shows:\n{}", self.screen_text());
    }

    /// Waits until a text stands on the screen.
    pub fn wait_for_text(&self, text: &str) {
        let is_there = self.seen.wait(DEADLINE, |state| state.parser.screen().contents().contains(text));
        assert!(is_there, "no {text:?} in time; the screen shows:\n{}", self.screen_text());
    }

    /// Waits until a sequence has come out after the first `start` bytes.
    pub fn wait_for_bytes(&self, start: usize, sequence: &str) {
        let is_there = |state: &State| String::from_utf8_lossy(&state.bytes[start..]).contains(sequence);
        assert!(self.seen.wait(DEADLINE, is_there), "no {sequence:?} in time");
    }

    /// Waits until the program has taken the screen and shows something.
    pub fn wait_for_first_frame(&self) {
        self.wait_for(|screen| screen.alternate_screen() && !screen.contents().trim().is_empty());
        self.wait_for_frame(0);
    }

    /// Waits until what came after the first `start` bytes ends with the end of a frame.
    pub fn wait_for_frame(&self, start: usize) {
        let is_whole = |state: &State| state.bytes.len() > start && state.bytes.ends_with(b"\x1b[?2026l");
        assert!(self.seen.wait(DEADLINE, is_whole), "no whole frame in time");
    }

    /// The text on the screen.
    pub fn screen_text(&self) -> String {
        self.seen.lock().parser.screen().contents()
    }

    /// Everything on the screen: text, colours, cursor.
    pub fn screen_state(&self) -> Vec<u8> {
        self.seen.lock().parser.screen().state_formatted()
    }

    /// Every byte that came out so far.
    pub fn bytes(&self) -> Vec<u8> {
        self.seen.lock().bytes.clone()
    }

    /// Whether not one byte comes out for so long.
    pub fn is_silent_for(&self, time: Duration) -> bool {
        let count = self.seen.lock().bytes.len();
        !self.seen.wait(time, |state| state.bytes.len() != count)
    }

    /// The terminal stops reading, as after Ctrl-S; what it is reading at the moment it still takes.
    pub fn stop_reading(&self) {
        self.seen.lock().reader = Reader::Paused;
    }

    /// The terminal reads again.
    pub fn read_again(&self) {
        self.seen.lock().reader = Reader::Reading;
        self.seen.changed.notify_all();
    }

    /// Closes the terminal, as closing its window does. The program must draw when the size changes.
    pub fn close(&mut self) {
        self.seen.lock().reader = Reader::Leaving;
        // The reader sits in a read that only the program can end.
        self.resize(71, 19);
        assert!(self.seen.wait(DEADLINE, |state| state.reader == Reader::Over), "the reader holds the terminal");
        self.writer = None;
        self.master = None;
    }

    /// Waits until the program has ended and everything that it wrote has been read.
    pub fn wait_exit(&mut self) -> Exit {
        let pid = self.pid();
        let (ended, end) = mpsc::channel();
        thread::spawn(move || {
            let _ = ended.send(waitid(WaitId::Pid(pid), WaitIdOptions::EXITED | WaitIdOptions::NOWAIT));
        });
        let status = end.recv_timeout(DEADLINE).expect("the program does not end").unwrap().unwrap();
        let exit = Exit { code: status.exit_status(), signal: status.terminating_signal(), cpu: cpu(pid) };
        self.child.wait().unwrap();
        self.is_reaped = true;
        if self.seen.lock().reader == Reader::Reading {
            self.seen.wait(DEADLINE, |state| state.reader == Reader::Over);
        }
        exit
    }

    /// Fails unless the terminal is as the program has found it.
    pub fn assert_restored(&self) {
        let state = self.seen.lock();
        let screen = state.parser.screen();
        assert!(!screen.alternate_screen(), "still the alternate screen");
        assert!(!screen.hide_cursor(), "still no cursor");
        assert!(!screen.bracketed_paste(), "still bracketed paste");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        let written = String::from_utf8_lossy(&state.bytes);
        assert!(written.rfind("\x1b[?2026h") < written.rfind("\x1b[?2026l"), "a frame without its end");
        if let Some(master) = &self.master {
            assert_eq!(modes(master.as_ref()), self.modes);
        }
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        self.read_again();
        if !self.is_reaped {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

impl State {
    /// An empty screen with the modes of the old one: what a terminal keeps of its picture, nobody can rely on.
    fn begin_size(&mut self, columns: u16, rows: u16) {
        let (rows, columns) = emulated(columns, rows);
        let old = std::mem::replace(&mut self.parser, vt100::Parser::new(rows, columns, 0));
        if old.screen().alternate_screen() {
            self.parser.process(b"\x1b[?1049h");
        }
        if old.screen().hide_cursor() {
            self.parser.process(b"\x1b[?25l");
        }
        self.parser.process(&old.screen().input_mode_formatted());
    }
}

impl Seen {
    fn new(columns: u16, rows: u16) -> Arc<Self> {
        let (rows, columns) = emulated(columns, rows);
        let parser = vt100::Parser::new(rows, columns, 0);
        let state = State { parser, bytes: Vec::new(), reader: Reader::Reading };
        Arc::new(Self { state: Mutex::new(state), changed: Condvar::new() })
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// Reads in a thread until the terminal ends.
    fn read(self: Arc<Self>, mut terminal: Box<dyn Read + Send>) {
        thread::spawn(move || {
            let mut buffer = vec![0; 65536];
            while let Ok(count @ 1..) = terminal.read(&mut buffer) {
                self.take(&buffer[..count]);
                let state = self.changed.wait_while(self.lock(), |state| state.reader == Reader::Paused).unwrap();
                if state.reader == Reader::Leaving {
                    break;
                }
            }
            drop(terminal);
            self.lock().reader = Reader::Over;
            self.changed.notify_all();
        });
    }

    fn take(&self, bytes: &[u8]) {
        let mut state = self.lock();
        state.parser.process(bytes);
        state.bytes.extend_from_slice(bytes);
        self.changed.notify_all();
    }

    /// Waits until `wished` holds; false when it does not in time.
    fn wait(&self, time: Duration, wished: impl Fn(&State) -> bool) -> bool {
        let state = self.lock();
        let (_state, result) = self.changed.wait_timeout_while(state, time, |state| !wished(state)).unwrap();
        !result.timed_out()
    }
}

/// How long something takes, and what it gives.
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let value = work();
    (value, start.elapsed())
}

/// How often the threads of a process have gone to sleep by themselves.
pub fn naps(pid: Pid) -> u64 {
    let tasks = std::fs::read_dir(format!("/proc/{pid}/task")).unwrap();
    let status = |path: PathBuf| std::fs::read_to_string(path.join("status")).unwrap();
    tasks.map(|task| field(&status(task.unwrap().path()), "voluntary_ctxt_switches:")).sum()
}

fn field(status: &str, name: &str) -> u64 {
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
    line.trim().parse().unwrap()
}

/// The processor time of a process that has ended and is not reaped.
fn cpu(pid: Pid) -> Duration {
    let Ok(stat) = std::fs::read_to_string(format!("/proc/{pid}/stat")) else {
        return Duration::ZERO;
    };
    // After the name, which may hold anything: the state, and eleven fields before the two times.
    let (_, fields) = stat.rsplit_once(')').unwrap();
    let ticks: u64 = fields.split_whitespace().skip(11).take(2).map(|ticks| ticks.parse::<u64>().unwrap()).sum();
    Duration::from_millis(ticks * 10)
}

fn modes(master: &(dyn MasterPty + Send)) -> String {
    let modes: &dyn Debug = &master.get_termios().unwrap();
    format!("{modes:?}")
}

/// Rows and columns for the emulator, which panics when there is no room to wrap.
fn emulated(columns: u16, rows: u16) -> (u16, u16) {
    (rows.max(2), columns.max(2))
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

/// The same surroundings on every machine, and nothing of the tester's own.
fn surround(command: &mut CommandBuilder, home: &Path) {
    for name in ["DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "SSH_CONNECTION", "COLORTERM", "NO_COLOR", "RECTO_OPENER"] {
        command.env_remove(name);
    }
    for name in ["HOME", "TMPDIR"] {
        command.env(name, home);
    }
    for (name, folder) in [("XDG_STATE_HOME", "state"), ("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "data")] {
        command.env(name, home.join(folder));
    }
    command.env("TERM", "xterm-256color");
    command.env("LANG", "C.UTF-8");
    command.env("RECTO", env!("CARGO_BIN_EXE_recto"));
    command.cwd(home);
}
