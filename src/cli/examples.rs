//! What the help of every command says besides its arguments: examples to begin with.

pub(super) const USAGE: &str = "\
recto [OPTIONS] [PATH]
       recto <COMMAND> [OPTIONS] [PATH]";

pub(super) const ABOUT: &str = "A study guide for the terminal: read, find and remember folders of Markdown notes.";

pub(crate) const EXAMPLES: &str = "\
Examples:
  recto                           read the built-in note
  recto notes/                    read a folder of notes
  recto talk.md --fresh           read one note, from its top
  pandoc page.html -t gfm | recto -
  recto outline talk.md           its headings, without a screen
  recto timestamps talk.md        its moments of the video, each with its sentence
  recto mentions ai notes/        every link to a concept, with its sentence
  recto find 'resource curse' notes/
  recto due notes/                what there is to review today
  recto check notes/ --strict     what is odd about the notes, for CI
  recto inspect notes/ | jq .title";

pub(super) const INSPECT: &str = "\
Examples:
  recto inspect talk.md | jq .
  recto inspect notes/ | jq -r '[.words, .title] | @tsv'
  recto inspect notes/ | jq -r '.terms[] | .term + \": \" + .text'";

pub(super) const OUTLINE: &str = "\
Examples:
  recto outline talk.md
  recto outline notes/ --json | jq -r .title";

pub(super) const LINKS: &str = "\
Examples:
  recto links notes/
  recto links notes/ --json | jq -r 'select(.resolved == null) | .target'
  recto links notes/ --dot | dot -Tsvg > notes.svg
  recto links notes/ --json | jq -r .target | sort | uniq -c | sort -rn";

pub(super) const CONCEPT: &str = "\
Examples:
  recto concept \"artificial intelligence\" notes/
  recto concept ai notes/ --json | jq '.with[].concept'
  recto concept ai notes/ --dot | dot -Tsvg > ai.svg";

pub(super) const MENTIONS: &str = "\
Examples:
  recto mentions ai notes/ | wc -l              one line a link: two in a sentence count twice
  recto mentions ai notes/ --unlinked --json | jq -r 'select(.linked | not) | .path'
  vim -q <(recto mentions ai notes/)";

pub(super) const FIND: &str = "\
Examples:
  recto find 'intelligence curse' notes/
  recto find '#agi' notes/               concepts only
  recto find '@1:09' talk.md             what is said at that time
  recto find \"norway 'oil !gas\" notes/  these very letters, and none of those
  recto find agi notes/ --json | jq -r '[.score, .note, .text] | @tsv'
  vim -q <(recto find labor notes/)";

pub(super) const FIND_STATUSES: &str =
    "Exit status: 0 something was found, 1 nothing was, or it failed, 2 wrong usage.";

pub(super) const TIMESTAMPS: &str = "\
Examples:
  recto timestamps talk.md
  recto timestamps notes/ --json | jq -r '[.url, .text] | @tsv'";

pub(super) const CARDS: &str = "\
Examples:
  recto cards talk.md
  recto cards talk.md --explain                 what was refused, too, and by which rule
  recto cards talk.md --why 24                  what became of the sentence or item at line 24
  recto cards notes/ --kind cloze --json | jq -r '[.prompt, .answer] | @tsv'
  recto cards notes/ --json | jq -r 'select(.state.retrievability < 0.5) | .prompt'
  recto cards notes/ --gone                     what you knew of notes that were rewritten or removed";

pub(super) const QUIZ: &str = "\
Examples:
  recto quiz talk.md
  recto quiz talk.md --section \"Diffuse AI Benefits\"
  recto quiz notes/ --concept ai --limit 10
  recto quiz talk.md --pretest          before you read it";

pub(super) const CHECK: &str = "\
Examples:
  recto check notes/
  recto check notes/ --only link-dangling --only heading-missing
  recto check notes/ --strict > /dev/null && echo all well
  vim -q <(recto check notes/)";

pub(super) const JUDGE: &str = "\
Examples:
  recto judge decentralize centralize
  recto judge diffuse defuse --terms avert,defuse
  recto judge \"User-aligned AI\" \"user aligned\" --hubs AI --json | jq -r .why
Differences are marked: [-missing], [+extra], [~wrong].
Exit status: 0 right or close, 1 wrong, 2 wrong usage.";

pub(super) const COMPLETIONS: &str = "\
Examples:
  recto completions bash > ~/.local/share/bash-completion/completions/recto
  recto completions zsh > ~/.zfunc/_recto
  recto completions fish > ~/.config/fish/completions/recto.fish";

pub(super) const MAN: &str = "\
Examples:
  recto man > ~/.local/share/man/man1/recto.1
  recto man | man -l -";

pub(super) const STATS: &str = "\
Examples:
  recto stats notes/
  recto stats notes/ --json | jq .retention
  recto stats talk.md --now 2026-12-24T18:00:00Z";

pub(super) const DUE: &str = "\
Examples:
  recto due notes/
  recto due notes/ --json | jq -r '.notes[] | [.due, .new, .note] | @tsv'
  recto due notes/ --count                        one number: what is due, without new cards
  recto due notes/ --now 2026-12-24T18:00:00Z     what will be due then
  PS1='$(recto due ~/notes --count) due \\$ '      in the prompt of a shell";

pub(super) const REVIEW: &str = "\
Examples:
  recto review 5af3f2fd6c1e0b97 good notes/
  recto review 5af3f2fd6c1e0b97 1 talk.md --typed 'open models' --json | jq .state.due
  recto review 5af3f2fd6c1e0b97 easy notes/ --at 2026-11-24T18:30:00+01:00
`recto log undo` takes it back.";

pub(super) const OPTIMISE: &str = "\
Examples:
  recto optimise
  recto optimise --dry-run --json | jq '[.before, .after]'
  recto optimise notes/          the log in notes/.recto
  recto optimise --reset         back to the default parameters
New parameters are taken only if, fitted to a part of the log, they foretell what came after it better.";

pub(super) const LOG: &str = "\
Examples:
  recto log check
  recto log merge ~/from-laptop/reviews-*.jsonl
  recto log undo --steps 3";

pub(super) const EXPORT: &str = "\
Examples:
  recto export --format anki notes/ -o cards.txt       then import the file in Anki, as often as you like
  recto export --format csv talk.md -o cards.csv
  recto export --format jsonl notes/ | jq -r 'select(.state.lapses > 3) | .prompt'";

pub(super) const IMPORT: &str = "\
Examples:
  recto import deck.apkg notes/         what was answered in Anki, with its times
  recto import export.json notes/       what `hashcards export` wrote
  recto import notes/                   the comments of obsidian-spaced-repetition
  recto import deck.apkg notes/ --dry-run --json | jq .
Importing again adds what is new and doubles nothing. The notes are not changed.";

pub(super) const INIT: &str = "\
Examples:
  recto init notes/";

pub(super) const STATUSES: &str = "\
Exit status: 0 done, 1 it failed, 2 wrong usage.
A path that begins with a dash goes after --, as in `recto -- -note.md`.";
