//! The review log on the disk: nothing that was acknowledged is lost, nothing is doubled, nothing is thrown away.
#![allow(clippy::unwrap_used, clippy::panic)] // A test that cannot go on has failed.

#[path = "support/events.rs"]
mod events;

use events::{answer, attached, event, fingerprint, met, noon, void};
use recto::{
    quiz::CardId,
    schedule::{Day, Event, Memory, Parameters, Settings, What},
    store::log::{self, COPIES, Fault, Log},
};
use std::{
    collections::BTreeSet,
    fs::{self, OpenOptions},
    io::{BufRead, BufReader, Write},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// A log with these events.
fn log_with(folder: &Path, events: &[Event]) -> Log {
    let (mut log, _) = Log::open(folder, "desk");
    log.append(events).unwrap();
    log
}

fn read(folder: &Path) -> (Vec<Event>, Vec<Fault>, usize) {
    let (_, contents) = Log::open(folder, "desk");
    (contents.events, contents.damage.into_iter().map(|it| it.fault).collect(), contents.newer)
}

/// One event of every kind, with all that may stand in it.
fn one_of_each() -> Vec<Event> {
    let first = answer(1, 0, 7, 3);
    let mut typed = answer(2, 1, 7, 1);
    if let What::Review(it) = &mut typed.what {
        (it.typed, it.kind, it.confidence) = (Some("“naïve”\n\u{202e}\u{0}日本".into()), None, None);
        it.occasion = recto::quiz::Occasion::Cram;
    }
    let of = |number, what| event(noon(2), number, what);
    vec![
        met(noon(0), 20, 7),
        first.clone(),
        typed,
        attached(noon(2), 3, 7, 8),
        of(4, What::Accepted { card: CardId(8), answer: "user aligned \"AI\"".into() }),
        of(5, What::Suspended(CardId(8))),
        of(6, What::Resumed(CardId(8))),
        of(7, What::Buried { card: CardId(8), day: Day(20_456) }),
        of(8, What::Never(CardId(9))),
        of(9, What::Tuned(Box::default())),
        void(noon(3), 10, &first),
    ]
}

#[test]
fn every_kind_of_event_comes_back_as_it_was_for_its_owner_only() {
    let home = folder();
    let folder = home.path().join("data/recto");
    let events = one_of_each();
    let log = log_with(&folder, &events);
    assert_eq!(read(&folder), (events, vec![], 0));
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&folder), mode(&log.file())), (0o700, 0o600));
    assert_eq!(log.file(), folder.join("reviews-desk.jsonl"));
    let text = fs::read_to_string(log.file()).unwrap();
    assert_eq!(text.lines().count(), 11);
    let second = text.lines().nth(1).unwrap();
    assert!(second.starts_with("{\"v\":1,\"id\":\"019b796d-d600-7000-8000-000000000001\""), "{second}");
    assert!(second.contains(
        "\"at\":\"2026-01-01T12:00:00.000Z\",\"device\":\"desk\",\"event\":\"review\",\"card\":\"0000000000000007\",\
        \"day\":\"2026-01-01\",\"rating\":3,\"kind\":\"term\",\"confidence\":\"sure\",\"ms\":4321,\"crc\":\""
    ));
}

#[test]
fn a_file_that_others_may_read_is_closed_to_them_when_it_is_written() {
    let folder = folder();
    let mut log = log_with(folder.path(), &[answer(1, 0, 1, 3)]);
    fs::set_permissions(log.file(), fs::Permissions::from_mode(0o644)).unwrap();
    log.append(&[answer(2, 1, 1, 3)]).unwrap();
    assert_eq!(fs::metadata(log.file()).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_last_line_cut_at_any_byte_costs_that_line_at_most() {
    let folder = folder();
    let events: Vec<Event> = (0..3).map(|it| answer(it, it as i32, 1, 3)).collect();
    let log = log_with(folder.path(), &events);
    let whole = fs::read(log.file()).unwrap();
    let last = whole.len() - 1 - whole[..whole.len() - 1].iter().rev().position(|it| *it == b'\n').unwrap();
    let aside = folder.path().join("damaged-desk.txt");
    for cut in last..whole.len() {
        let _ = fs::remove_file(&aside);
        fs::write(log.file(), &whole[..cut]).unwrap();
        let (found, faults, _) = read(folder.path());
        // Without its end the line is whole.
        let (kept, fault) = match cut {
            cut if cut + 1 == whole.len() => (3, vec![]),
            cut if cut == last => (2, vec![]),
            _ => (2, vec![Fault::Torn]),
        };
        assert_eq!((found.len(), faults), (kept, fault), "cut at {cut}");
        let torn = fs::read(&aside).unwrap_or_default();
        let (after, kept_bytes) = (fs::read(log.file()).unwrap(), [&whole[..last], &torn[..]].concat());
        if kept == 2 {
            assert_eq!(
                kept_bytes.strip_suffix(b"\n").unwrap(),
                whole[..cut].strip_suffix(b"\n").unwrap_or(&whole[..cut])
            );
        }
        assert_eq!(after, if kept == 3 { &whole[..] } else { &whole[..last] });
        assert_eq!(read(folder.path()), (events[..kept].to_vec(), vec![], 0), "repaired once");
        let mut again = Log::open(folder.path(), "desk").0;
        again.append(&events[2..]).unwrap();
        assert_eq!(Memory::replay(read(folder.path()).0, Settings::default(), Day(30_000)).events().len(), 3);
    }
}

#[test]
fn a_line_torn_by_another_program_is_mended_by_the_next_who_writes() {
    let folder = folder();
    let mut log = log_with(folder.path(), &[answer(1, 0, 1, 3)]);
    let mut file = OpenOptions::new().append(true).open(log.file()).unwrap();
    file.write_all(b"{\"v\":1,\"id\":\"01").unwrap();
    log.append(&[answer(2, 1, 1, 3)]).unwrap();
    assert_eq!(read(folder.path()), (vec![answer(1, 0, 1, 3), answer(2, 1, 1, 3)], vec![], 0));
    assert_eq!(fs::read(folder.path().join("damaged-desk.txt")).unwrap(), b"{\"v\":1,\"id\":\"01\n");
}

#[test]
fn any_flipped_bit_is_found_and_costs_its_line_only() {
    let folder = folder();
    let events = one_of_each();
    let log = log_with(folder.path(), &events);
    let whole = fs::read(log.file()).unwrap();
    let mut chance = 5u64;
    for _ in 0..1000 {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let (at, bit) = ((chance >> 33) as usize % whole.len(), (chance >> 20) & 7);
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << bit;
        fs::write(log.file(), &bytes).unwrap();
        let (found, faults, newer) = read(folder.path());
        let lost: Vec<&Event> = events.iter().filter(|it| !found.contains(it)).collect();
        assert!(lost.len() <= 2, "{at} {bit}: {} lost", lost.len());
        assert!(lost.is_empty() || !faults.is_empty() || newer > 0, "{at} {bit}: lost silently");
        assert!(found.iter().all(|it| events.contains(it)), "{at} {bit}: something else was read");
        // Only a last line without its end is touched, and what was cut off stands beside the log.
        let after = fs::read(log.file()).unwrap();
        let aside = fs::read(folder.path().join("damaged-desk.txt")).unwrap_or_default();
        let cut = bytes.strip_prefix(&after[..]).unwrap_or_default();
        assert!(after.starts_with(&bytes) || aside.windows(cut.len().max(1)).any(|it| it == cut || cut.is_empty()));
    }
}

#[test]
fn damaged_lines_stay_and_are_told_and_kept_aside_once() {
    let folder = folder();
    let log = log_with(folder.path(), &[answer(1, 0, 1, 3)]);
    let line = fs::read_to_string(log.file()).unwrap();
    let changed = line.replace("\"rating\":3", "\"rating\":4");
    let bare = line.replace("\"rating\":3", "\"rating\":9").split(",\"crc\"").next().unwrap().to_string() + "}\n";
    let text = format!("{line}\nnonsense\n{changed}{bare}{line}");
    fs::write(log.file(), &text).unwrap();
    for _ in 0..2 {
        let (events, faults, _) = read(folder.path());
        assert_eq!(events.len(), 2);
        let told: Vec<String> = faults.iter().map(|it| format!("{it:?}")).collect();
        assert!(told[0].contains("number: 3") && told[0].contains("JSON"), "{told:?}");
        assert!(told[1].contains("number: 4") && told[1].contains("checksum"), "{told:?}");
        assert!(told[2].contains("number: 5") && told[2].contains("out of range"), "{told:?}");
        assert_eq!(fs::read_to_string(log.file()).unwrap(), text);
        let aside = fs::read_to_string(folder.path().join("damaged-desk.txt")).unwrap();
        assert_eq!(aside, format!("nonsense\n{changed}{bare}"));
    }
}

#[test]
fn lines_of_a_later_version_are_kept_byte_for_byte() {
    let folder = folder();
    let mut log = log_with(folder.path(), &[answer(1, 0, 1, 3)]);
    let newer = "{\"v\":2,\"id\":\"x\",\"new\":[1,  2]}\n{\"v\":1,\"id\":\"y\",\"event\":\"dreamt\",\"of\":1}\n";
    let more = "{\"v\":1,\"at\":\"2026-01-02T12:00:00Z\",\"id\":\"019b7940-0000-7000-8000-000000000001\",\
        \"device\":\"desk\",\"event\":\"suspended\",\"card\":\"0000000000000007\",\"mood\":\"good\"}\n";
    let mut file = OpenOptions::new().append(true).open(log.file()).unwrap();
    file.write_all(format!("{newer}{more}").as_bytes()).unwrap();
    let (events, faults, count) = read(folder.path());
    assert_eq!((events.len(), faults.len(), count), (2, 0, 2));
    log.append(&[answer(2, 1, 1, 3)]).unwrap();
    assert!(fs::read_to_string(log.file()).unwrap().contains(&format!("{newer}{more}")));
}

#[test]
fn two_open_logs_of_one_folder_see_what_the_other_writes() {
    let folder = folder();
    let (mut one, _) = Log::open(folder.path(), "desk");
    let (mut two, _) = Log::open(folder.path(), "desk");
    let (mut other, _) = Log::open(folder.path(), "laptop");
    let mut known = [Memory::new(Settings::default(), Day(30_000)), Memory::new(Settings::default(), Day(30_000))];
    for at in 0..30 {
        let event = answer(at, at as i32, 1, 3);
        let log = [&mut one, &mut two, &mut other].into_iter().nth(at as usize % 3).unwrap();
        log.append(std::slice::from_ref(&event)).unwrap();
        known.get_mut(at as usize % 3).into_iter().for_each(|it| it.take(event.clone()));
        if at % 4 == 0 {
            known[0].take_all(one.refresh().events);
            known[1].take_all(two.refresh().events);
        }
    }
    known[0].take_all(one.refresh().events);
    known[1].take_all(two.refresh().events);
    assert_eq!((known[0].events().len(), known[1].events().len()), (30, 30));
    let (events, faults, _) = read(folder.path());
    assert_eq!((events.len(), faults.len()), (30, 0));
    assert!(one.refresh().events.is_empty());
    // Another file takes the place of the one that was read, as after a checkout.
    let path = one.file();
    let text = fs::read(&path).unwrap();
    fs::remove_file(&path).unwrap();
    fs::write(&path, &text[..=text.iter().position(|it| *it == b'\n').unwrap()]).unwrap();
    assert_eq!(one.refresh().events.len(), 1);
    one.append(&[answer(99, 99, 1, 3)]).unwrap();
    assert_eq!((one.refresh().events.len(), two.refresh().events.len()), (0, 2));
}

#[test]
fn many_threads_write_at_once() {
    let folder = folder();
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let folder = folder.path();
            scope.spawn(move || {
                let (mut log, _) = Log::open(folder, "desk");
                (0..25).for_each(|it| log.append(&[answer(thread * 100 + it, it as i32, 1, 3)]).unwrap());
            });
        }
    });
    let (events, faults, _) = read(folder.path());
    assert_eq!((events.iter().map(|it| it.id).collect::<BTreeSet<_>>().len(), faults.len()), (100, 0));
}

#[test]
fn logs_merge_in_any_order_to_the_same_and_only_once() {
    let home = folder();
    let at = |name: &str| home.path().join(name);
    let make = |name: &str, range: std::ops::Range<u128>| {
        let (mut log, _) = Log::open(&at(name), name);
        log.append(&range.map(|it| answer(it, it as i32 / 3, it as u64 % 4, 3)).collect::<Vec<_>>()).unwrap();
        log.file()
    };
    let (a, b) = (make("a", 0..20), make("b", 10..40));
    fs::write(at("c"), "{\"v\":3,\"x\":1}\nnonsense\n").unwrap();
    let merged = |name: &str, orders: &[&[&PathBuf]]| {
        let mut log = log_with(&at(name), &[answer(15, 5, 3, 3), answer(77, 1, 1, 1)]);
        let mut damage = 0;
        for order in orders {
            damage += log.merge(&order.iter().map(|it| (*it).clone()).collect::<Vec<_>>()).unwrap().damage.len();
        }
        (fs::read(log.file()).unwrap(), damage, log)
    };
    let c = at("c");
    let (together, damage, _) = merged("x", &[&[&a, &b, &c]]);
    let (turned, _, mut log) = merged("y", &[&[&c, &b, &a], &[&a], &[&b, &c]]);
    assert_eq!((&together, damage), (&turned, 1));
    assert!(turned.windows(14).any(|it| it == b"{\"v\":3,\"x\":1}\n"));
    let again = log.merge(&[a.clone(), log.file(), at("none")]).unwrap();
    assert_eq!((again.added, again.known, again.damage.len()), (0, 20 + 42, 1));
    let (singly, _, _) = merged("z", &[&[&b], &[&a], &[&c]]);
    let memory = |bytes: &[u8]| {
        fs::create_dir_all(at("w")).unwrap();
        fs::write(at("w").join("reviews-desk.jsonl"), bytes).unwrap();
        let memory = Memory::replay(read(&at("w")).0, Settings::default(), Day(30_000));
        let mut states: Vec<_> = memory.records().map(|it| (it.0, it.1.clone())).collect();
        states.sort_by_key(|it| it.0);
        (memory.events().len(), states)
    };
    assert_eq!(memory(&together), memory(&singly));
    assert_eq!(memory(&together).0, 41);
}

#[test]
fn one_copy_a_day_is_kept_and_ten_in_all() {
    let folder = folder();
    let log = log_with(folder.path(), &[answer(1, 0, 1, 3)]);
    let made: Vec<PathBuf> = (0..14).filter_map(|it| log.keep_copy(Day(20_454 + it)).unwrap()).collect();
    assert_eq!((made.len(), log.keep_copy(Day(20_454 + 13)).unwrap()), (14, None));
    assert_eq!(log.copies(), made[14 - COPIES..]);
    assert!(made[13].ends_with("copies/desk-2026-01-14.jsonl"));
    assert_eq!(fs::read(&made[13]).unwrap(), fs::read(log.file()).unwrap());
    assert_eq!(fs::metadata(&made[13]).unwrap().permissions().mode() & 0o777, 0o600);
    // The clock is set back: the copy of that day stays.
    let early = log.keep_copy(Day(20_000)).unwrap().unwrap();
    assert!(early.exists() && log.copies().len() == COPIES);
    assert_eq!(Log::open(&folder.path().join("none"), "desk").0.keep_copy(Day(1)).unwrap(), None);
    assert_eq!(read(folder.path()).0.len(), 1, "copies are not read");
}

#[test]
fn what_cannot_be_written_is_said_with_the_name_of_the_file_and_can_be_tried_again() {
    let home = folder();
    let path = home.path().join("data");
    fs::write(&path, "a file").unwrap();
    let (mut log, contents) = Log::open(&path, "desk");
    assert!(contents.events.is_empty());
    let error = log.append(&[answer(1, 0, 1, 3)]).unwrap_err();
    assert_eq!(error.path, path);
    assert!(error.to_string().contains("a file stands where a folder is needed"), "{error}");
    fs::remove_file(&path).unwrap();
    log.append(&[answer(1, 0, 1, 3)]).unwrap();
    assert_eq!(read(&path).0.len(), 1);
    // A log that is no file at all.
    let other = home.path().join("other");
    fs::create_dir_all(other.join("reviews-desk.jsonl")).unwrap();
    let (mut log, contents) = Log::open(&other, "desk");
    assert_eq!(contents.damage.len(), 1);
    assert!(log.append(&[answer(1, 0, 1, 3)]).unwrap_err().to_string().contains("reviews-desk.jsonl"));
}

#[test]
fn a_log_that_may_only_be_read_is_read() {
    let folder = folder();
    let mut log = log_with(folder.path(), &[answer(1, 0, 1, 3)]);
    let allow = |mode: u32, path: &Path| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    allow(0o400, &log.file());
    allow(0o500, folder.path());
    let written = log.append(&[answer(2, 1, 1, 3)]);
    let found = read(folder.path()).0.len();
    allow(0o700, folder.path());
    allow(0o600, &log.file());
    // Whoever may do everything may write there, too.
    match written {
        Err(error) => assert!(found == 1 && error.to_string().contains("you may not write it"), "{error}"),
        Ok(()) => assert_eq!(found, 2),
    }
}

/// Runs this test program again, as the child `role` that works on a folder; the shell sets things up before.
fn child(role: &str, folder: &Path, before: &str) -> Command {
    let mut command = Command::new("/bin/sh");
    let program = std::env::current_exe().unwrap();
    command.arg("-c").arg(format!("{before} exec \"$0\" --exact a_child_writes --nocapture --test-threads 1"));
    command.arg(program).env("RECTO_TEST_ROLE", role).env("RECTO_TEST_FOLDER", folder);
    command.stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

/// No test of its own: what the children of other tests do.
#[test]
fn a_child_writes() {
    let (Ok(role), Some(folder)) = (std::env::var("RECTO_TEST_ROLE"), std::env::var_os("RECTO_TEST_FOLDER")) else {
        return;
    };
    let (mut log, contents) = Log::open(Path::new(&folder), "desk");
    let first = contents.events.len() as u128 + (u128::from(std::process::id()) << 40);
    for at in first.. {
        let event = answer(at, 0, 1, 3);
        match log.append(std::slice::from_ref(&event)) {
            Ok(()) => println!("kept {}", event.id),
            Err(error) => {
                println!("lost {error}");
                let _ = std::io::stdout().flush();
                return;
            }
        }
        if role == "twenty" && at == first + 19 {
            return;
        }
    }
}

#[test]
fn no_kill_loses_what_was_acknowledged_or_doubles_it() {
    let folder = folder();
    let mut kept = BTreeSet::new();
    for round in 0..25 {
        let mut child = child("endless", folder.path(), "").spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        // Killed in the middle of whatever it does after so many answers.
        let mut lines = lines.map_while(Result::ok).filter_map(|it| it.split("kept ").nth(1).map(str::to_string));
        kept.extend(lines.by_ref().take(1 + round % 7));
        child.kill().unwrap();
        kept.extend(lines);
        child.wait().unwrap();
        let (events, faults, _) = read(folder.path());
        assert!(faults.iter().all(|it| *it == Fault::Torn), "{faults:?}");
        let found: Vec<String> = events.iter().map(|it| it.id.to_string()).collect();
        let once: BTreeSet<String> = found.iter().cloned().collect();
        assert_eq!(found.len(), once.len(), "doubled");
        assert!(kept.is_subset(&once), "lost");
        assert!(once.len() <= kept.len() + round + 1, "at most one a kill was written and not acknowledged");
    }
}

#[test]
fn a_full_disk_leaves_the_log_as_it_was() {
    let folder = folder();
    // A limit of the file's size stands for the end of the disk: 4 KiB, and the write that goes over it is cut.
    let output = child("endless", folder.path(), "trap '' XFSZ; ulimit -f 8;").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let kept = text.matches("kept ").count();
    let lost = text.lines().find_map(|it| it.split("lost ").nth(1)).unwrap_or_else(|| panic!("{text}"));
    assert!(lost.contains("reviews-desk.jsonl: it may not grow any further"), "{lost}");
    let (events, faults, _) = read(folder.path());
    assert!(kept > 5 && events.len() == kept && faults.is_empty(), "{kept} {} {faults:?}", events.len());
    child("twenty", folder.path(), "").output().unwrap();
    assert_eq!(read(folder.path()).0.len(), kept + 20);
}

#[test]
fn the_log_of_a_library_lies_inside_it_where_that_was_wanted() {
    let home = folder();
    let (data, notes) = (home.path().join("data"), home.path().join("notes"));
    fs::create_dir_all(notes.join("deep/er")).unwrap();
    let notes = notes.canonicalize().unwrap();
    let of = |library: &Path| log::log_folder(Some(library), &data);
    assert_eq!((of(&notes), log::log_folder(None, &data)), (data.clone(), data.clone()));
    assert_eq!((log::init(&notes).unwrap(), log::init(&notes).unwrap()), (true, false));
    let own = notes.join(".recto");
    assert_eq!((of(&notes), of(&notes.join("deep/er")), of(home.path())), (own.clone(), own.clone(), data.clone()));
    assert_eq!(fs::metadata(&own).unwrap().permissions().mode() & 0o777, 0o700);
    assert!(fs::read_to_string(own.join(".gitignore")).unwrap().contains("copies/"));
    // A link that leads out of the library is not followed.
    let other = home.path().join("other");
    fs::create_dir(&other).unwrap();
    std::os::unix::fs::symlink(&own, other.join(".recto")).unwrap();
    assert_eq!(of(&other), data);
    assert!(log::init(&other).is_err());
}

#[test]
fn a_device_keeps_its_name() {
    let home = folder();
    let state = home.path().join("state");
    let name = log::device(&state);
    assert_eq!(name, log::device(&state));
    assert!(name.len() > 9 && name.bytes().all(|it| it.is_ascii_alphanumeric() || b"-_".contains(&it)), "{name}");
    assert_ne!(name, log::device(&home.path().join("another")));
    fs::write(state.join("device"), "../../etc/passwd\n").unwrap();
    assert!(!log::device(&state).contains('/'));
    assert_eq!(fingerprint("a").term, "a");
    assert!(Parameters::new(&[0.0; 3]).is_none());
}
