//! The program in a terminal: how it comes, how it goes, and what it leaves behind.

#[path = "support/pty.rs"]
mod pty;

use pty::{Exit, Pty, naps, timed};
use rustix::process::Signal;
use std::time::Duration;

const SOON: Duration = Duration::from_millis(500);

/// What the program writes last, whatever it did before.
const FAREWELL: &[u8] = b"\x1b[?25h\x1b[?2004l\x1b[?1049l";

fn started() -> Pty {
    let pty = Pty::start(&[], 80, 24);
    pty.wait_for_first_frame();
    pty
}

fn assert_quick(exit: &Exit, time: Duration, code: i32) {
    assert_eq!((exit.code, exit.signal), (Some(code), None));
    assert!(time <= SOON, "took {time:?}");
}

/// The same picture: a message that says "back" may have come to its last line.
fn same_place(now: &str, before: &str) -> bool {
    now.lines().next() == before.lines().next()
}

#[test]
fn quitting_leaves_the_terminal_as_it_was() {
    let mut pty = Pty::shell("printf 'before\\n'; $RECTO; printf \"after $?\\n\"", 80, 24);
    pty.wait_for_first_frame();
    pty.type_keys("q");
    pty.wait_for_text("after 0");
    pty.wait_exit();
    pty.assert_restored();
    assert_eq!(pty.screen_text(), "before\nafter 0");
}

#[test]
fn the_last_bytes_give_everything_back() {
    let mut pty = started();
    pty.type_keys("q");
    let exit = pty.wait_exit();
    assert_eq!(exit.code, Some(0));
    assert!(pty.bytes().ends_with(FAREWELL));
    pty.assert_restored();
}

#[test]
fn the_terminal_is_asked_nothing() {
    let pty = started();
    let bytes = String::from_utf8_lossy(&pty.bytes()).into_owned();
    for question in ["\x1b[6n", "\x1b[c", "\x1b[0c", "\x1b[>", "\x1b[?u", "\x1bP+q", ";?\x07", ";?\x1b\\", "\x1b[18t"] {
        assert!(!bytes.contains(question), "{question:?}");
    }
}

#[test]
fn a_key_changes_the_screen_in_one_frame() {
    let mut pty = started();
    let start = pty.bytes().len();
    pty.type_keys("?");
    pty.wait_for_frame(start);
    let frame = String::from_utf8(pty.bytes().split_off(start)).unwrap();
    assert!(frame.starts_with("\x1b[?2026h") && frame.ends_with("\x1b[?2026l"), "{}", frame.escape_debug());
    assert_eq!(frame.matches("\x1b[?2026h").count(), 1);
}

#[test]
fn signals_end_the_program_in_order() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::INT, 130), (Signal::HUP, 129), (Signal::QUIT, 131)] {
        let mut pty = started();
        pty.signal(signal);
        let (exit, time) = timed(|| pty.wait_exit());
        assert_quick(&exit, time, code);
        assert!(pty.bytes().ends_with(FAREWELL));
        pty.assert_restored();
    }
}

#[test]
fn a_terminal_that_stops_reading_cannot_hold_the_program() {
    let mut pty = started();
    pty.stop_reading();
    let pid = pty.pid();
    let is_stuck = || std::fs::read_to_string(format!("/proc/{pid}/wchan")).is_ok_and(|place| place.contains("tty"));
    // Full frames until the terminal's buffer is full; without the file there are enough of them anyway.
    for round in 0..2000 {
        pty.resize(200 + round % 7, 60);
        if is_stuck() {
            break;
        }
    }
    pty.signal(Signal::TERM);
    let (exit, time) = timed(|| pty.wait_exit());
    assert_quick(&exit, time, 143);
}

#[test]
fn a_closed_terminal_ends_the_program() {
    for _ in 0..5 {
        let mut pty = started();
        pty.close();
        let (exit, time) = timed(|| pty.wait_exit());
        assert_quick(&exit, time, 129);
        assert!(exit.cpu <= Duration::from_millis(100), "{exit:?}");
    }
}

#[test]
fn a_closed_terminal_ends_the_program_under_nohup() {
    for _ in 0..5 {
        let mut pty = Pty::shell("trap '' HUP; exec $RECTO", 80, 24);
        pty.wait_for_first_frame();
        pty.close();
        let (exit, time) = timed(|| pty.wait_exit());
        assert_quick(&exit, time, 129);
        assert!(exit.cpu <= Duration::from_millis(100), "{exit:?}");
    }
}

#[test]
fn a_hang_up_that_reaches_only_the_terminal_ends_the_program() {
    // Not the leader of its session: nobody sends this process a signal.
    let script = "echo note > note.md; $RECTO note.md; echo $? > code";
    let mut pty = Pty::shell(&format!("trap '' HUP; ({script}) & wait"), 80, 24);
    pty.wait_for_first_frame();
    let home = pty.home().to_owned();
    pty.close();
    pty.wait_exit();
    assert_eq!(std::fs::read_to_string(home.join("code")).unwrap(), "129\n");
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_gives_the_terminal_back_and_leaves_a_report() {
    for place in ["update", "draw", "thread"] {
        let mut pty = Pty::start_with(&[], 80, 24, |command, _| command.env("RECTO_TEST_PANIC", place));
        pty.wait_for(|screen| screen.alternate_screen() || screen.contents().contains("report"));
        pty.type_keys("?");
        let exit = pty.wait_exit();
        assert_eq!(exit.code, Some(101), "{place}");
        pty.assert_restored();
        let path = pty.home().join(format!("recto-panic-{}.txt", pty.pid()));
        let shown = pty.screen_text().replace('\n', "");
        assert!(shown.contains(path.to_str().unwrap()), "{place}: {shown}");
        let report = std::fs::read_to_string(path).unwrap();
        assert!(report.contains(&format!("asked for in {place}")), "{report}");
        assert!(report.contains("fault.rs") && !report.contains('\x1b'), "{report}");
    }
}

#[test]
fn ctrl_z_stops_the_job_and_comes_back() {
    let script =
        "set -m; printf 'before\\n'; $RECTO; printf 'stopped\\n'; read go; fg >/dev/null; printf \"after $?\\n\"";
    let mut pty = Pty::shell(script, 80, 24);
    pty.wait_for_first_frame();
    let picture = pty.screen_text();
    pty.type_keys("\x1a");
    pty.wait_for_text("stopped");
    pty.assert_restored();
    pty.type_keys("\n");
    pty.wait_for(|screen| screen.alternate_screen() && same_place(&screen.contents(), &picture));
    pty.type_keys("q");
    pty.wait_for_text("after 0");
    pty.wait_exit();
    pty.assert_restored();
    let text = pty.screen_text();
    assert!(text.starts_with("before\n") && text.contains("stopped\n"), "{text}");
}

#[test]
fn a_stopped_job_can_be_killed() {
    // Shells continue the job in the background to let it die; it must not grab for the terminal.
    // The loop: `wait` alone may still take the job for stopped.
    let script = "set -m; $RECTO; job=$(jobs -p %1); printf 'stopped\\n'; read go; kill %1; \
                  while kill -0 $job 2>/dev/null; do :; done; wait $job; printf \"after $?\\n\"";
    let mut pty = Pty::shell(script, 80, 24);
    pty.wait_for_first_frame();
    pty.type_keys("\x1a");
    pty.wait_for_text("stopped");
    pty.type_keys("\n");
    pty.wait_for_text("after 143");
    pty.wait_exit();
    pty.assert_restored();
}

#[test]
fn a_job_that_is_continued_in_the_background_waits_for_its_turn() {
    let script = "set -m; $RECTO; printf 'stopped\\n'; read go; bg >/dev/null; wait %1; printf 'again\\n'; \
                  read go; fg >/dev/null; printf \"after $?\\n\"";
    let mut pty = Pty::shell(script, 80, 24);
    pty.wait_for_first_frame();
    pty.type_keys("\x1a");
    pty.wait_for_text("stopped");
    pty.type_keys("\n");
    pty.wait_for_text("again");
    pty.assert_restored();
    pty.type_keys("\n");
    pty.wait_for_first_frame();
    pty.type_keys("q");
    pty.wait_for_text("after 0");
}

#[test]
fn without_a_shell_ctrl_z_only_repaints() {
    // Nobody could continue the program: it must not stop for good.
    let mut pty = started();
    pty.type_keys("\x1a");
    pty.wait_for(|screen| !screen.alternate_screen());
    pty.wait_for_first_frame();
    pty.type_keys("q");
    assert_eq!(pty.wait_exit().code, Some(0));
}

#[test]
fn stopped_and_continued_from_outside_it_repaints() {
    let pty = started();
    let (picture, start) = (pty.screen_text(), pty.bytes().len());
    pty.signal(Signal::STOP);
    pty.signal(Signal::CONT);
    pty.wait_for_bytes(start, "\x1b[?1049h");
    pty.wait_for(|screen| screen.alternate_screen() && same_place(&screen.contents(), &picture));
}

#[test]
fn idle_it_sleeps_and_writes_nothing() {
    let pty = started();
    // What follows the first frame by itself has time to come.
    while !pty.is_silent_for(Duration::from_millis(100)) {}
    let before = naps(pty.pid());
    assert!(pty.is_silent_for(Duration::from_secs(1)));
    assert_eq!(naps(pty.pid()), before, "it woke up");
}

#[test]
fn after_a_storm_of_sizes_the_screen_is_that_of_a_fresh_start() {
    let pty = started();
    let mut random = 7_u32;
    let mut next = |limit: u32| {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        u16::try_from((random >> 8) % limit).unwrap()
    };
    for _ in 0..2000 {
        pty.resize(next(501), next(201));
    }
    pty.resize(97, 31);
    let fresh = Pty::start(&[], 97, 31);
    fresh.wait_for_first_frame();
    while !fresh.is_silent_for(Duration::from_millis(100)) {}
    let wished = fresh.screen_text();
    pty.wait_for(|screen| screen.contents() == wished);
}

#[test]
fn sizes_that_hold_nothing_are_survived() {
    let mut pty = Pty::start(&[], 0, 0);
    pty.wait_for(vt100::Screen::alternate_screen);
    for (columns, rows) in [(1, 1), (0, 7), (7, 0), (2, 1), (1, 50), (3, 2), (0, 0)] {
        pty.resize(columns, rows);
        pty.type_keys("?\x1b");
    }
    pty.resize(80, 24);
    pty.type_keys("\x03");
    assert_eq!(pty.wait_exit().code, Some(0));
}

#[test]
fn keys_come_from_the_terminal_when_notes_come_through_a_pipe() {
    let mut pty = Pty::shell("printf 'piped in' | $RECTO -; printf \"after $?\\n\"", 80, 24);
    pty.wait_for(|screen| screen.alternate_screen() || screen.contents().contains("after"));
    pty.type_keys("q");
    pty.wait_for_text("after");
    pty.wait_exit();
    pty.assert_restored();
}

#[test]
fn noise_on_the_keyboard_does_no_harm() {
    let mut pty = started();
    pty.type_keys("\x1b[\x1b[200~q\x1b[201~\x1b]11;rgb:0/0/0\x07\x1b[<0;1;1M\x1b[M   \x1bO\x1b[9999999999;1;1X");
    pty.resize(81, 24);
    pty.wait_for_first_frame();
    pty.type_keys("\x1b\x1b");
    pty.signal(Signal::TERM);
    assert_eq!(pty.wait_exit().code, Some(143));
}
