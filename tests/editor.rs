//! The reader's editor on the terminal: what it gets, what it may do there, and how the program comes back.

#![allow(clippy::unwrap_used)] // A test that cannot go on has failed.

#[path = "support/pty.rs"]
mod pty;

use pty::{Pty, timed};
use rustix::process::Signal;
use std::time::Duration;

/// The program with a note, and a script of the shell for its editor.
fn started_with_editor(lines: &str) -> Pty {
    let pty = Pty::start_with(&["notes/-a note.md"], 80, 24, |command, home| {
        std::fs::create_dir(home.join("notes")).unwrap();
        std::fs::write(home.join("notes/-a note.md"), "# Title\n\nfirst\n\nsecond [[link]]\n").unwrap();
        let script = home.join("vi");
        std::fs::write(&script, format!("#!/bin/sh\n{lines}\n")).unwrap();
        std::fs::set_permissions(&script, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        command.env("VISUAL", format!("'{}' -n", script.display()));
    });
    pty.wait_for_first_frame();
    pty
}

#[test]
fn the_editor_gets_the_note_and_the_terminal_and_gives_both_back() {
    let mut pty = started_with_editor("printf '%s\\n' \"$@\" > args; stty -a > modes; printf ready; read answer");
    let start = pty.bytes().len();
    pty.type_keys("l");
    pty.wait_for_frame(start);
    let picture = pty.screen_text();
    pty.type_keys("e");
    pty.wait_for_text("ready");
    pty.assert_restored();
    let read = |name: &str| std::fs::read_to_string(pty.home().join(name)).unwrap();
    let file = std::fs::canonicalize(pty.home()).unwrap().join("notes/-a note.md");
    assert_eq!(read("args"), format!("-n\n+5\n{}\n", file.display()));
    assert!(read("modes").contains(" icanon"), "{}", read("modes"));
    // A key of ours, were it ours.
    pty.type_keys("q\n");
    pty.wait_for(|screen| screen.alternate_screen() && screen.contents() == picture);
    pty.type_keys("?");
    pty.wait_for_text("half a screen down");
    pty.type_keys("\x03");
    assert_eq!(pty.wait_exit().code, Some(0));
}

#[test]
fn ctrl_c_in_the_editor_is_not_for_us() {
    for lines in ["printf ready; exec cat", "trap 'exit 3' INT QUIT; printf ready; while :; do read key; done"] {
        for key in ["\x03", "\x1c"] {
            let mut pty = started_with_editor(lines);
            pty.type_keys("e");
            pty.wait_for_text("ready");
            pty.type_keys(key);
            pty.wait_for(|screen| screen.alternate_screen() && screen.contents().contains("the editor"));
            pty.type_keys("q");
            assert_eq!(pty.wait_exit().code, Some(0), "{lines}");
        }
    }
}

#[test]
fn a_signal_ends_the_program_and_its_editor() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129)] {
        let mut pty = started_with_editor("echo $$ > pid; printf ready; exec cat");
        pty.type_keys("e");
        pty.wait_for_text("ready");
        pty.signal(signal);
        let (exit, time) = timed(|| pty.wait_exit());
        assert_eq!(exit.code, Some(code));
        assert!(time <= Duration::from_millis(500), "took {time:?}");
        let editor = std::fs::read_to_string(pty.home().join("pid")).unwrap();
        assert!(!std::path::Path::new("/proc").join(editor.trim()).exists(), "the editor lives on");
        pty.assert_restored();
    }
}

#[test]
fn an_editor_that_leaves_a_mess_costs_nothing() {
    let mut pty = started_with_editor("stty raw -echo; printf ready");
    pty.type_keys("e");
    pty.wait_for_text("Title");
    pty.wait_for(vt100::Screen::alternate_screen);
    pty.type_keys("q");
    assert_eq!(pty.wait_exit().code, Some(0));
    pty.assert_restored();
}

#[test]
fn ctrl_z_in_the_editor_stops_both_as_one_job() {
    let script = "printf '#!/bin/sh\\nprintf ready; read answer\\n' > ed; chmod +x ed; echo text > note.md; \
                  export VISUAL=$PWD/ed; set -m; $RECTO note.md; printf 'stopped\\n'; read go; fg >/dev/null; \
                  printf \"after $?\\n\"";
    let mut pty = Pty::shell(script, 80, 24);
    pty.wait_for_first_frame();
    pty.type_keys("e");
    pty.wait_for_text("ready");
    pty.type_keys("\x1a");
    pty.wait_for_text("stopped");
    let start = pty.bytes().len();
    pty.type_keys("go\nanswer\n");
    pty.wait_for_bytes(start, "\x1b[?1049h");
    pty.wait_for_text("› note");
    pty.type_keys("q");
    pty.wait_for_text("after 0");
    pty.wait_exit();
    pty.assert_restored();
}

#[test]
fn a_missing_editor_is_said() {
    let mut pty = Pty::start_with(&["note.md"], 80, 24, |command, home| {
        std::fs::write(home.join("note.md"), "text").unwrap();
        command.env("VISUAL", "  ");
        command.env("EDITOR", "no-such-editor -x");
    });
    pty.wait_for_first_frame();
    pty.type_keys("e");
    pty.wait_for_text("there is no editor no-such-editor here");
    pty.type_keys("q");
    assert_eq!(pty.wait_exit().code, Some(0));
}
