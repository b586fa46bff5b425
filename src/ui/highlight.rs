//! Program code in colours: what its parts are, told by the grammar of its language.

use crate::app::highlight::{Token, Tokens};
use std::sync::OnceLock;
use syntect::parsing::{ParseState, ScopeStack, SyntaxSet};

/// Code longer than this, in bytes, and lines longer than that stay plain: a grammar may be slow.
const CODE_LIMIT: usize = 200_000;
const LINE_LIMIT: usize = 2_000;

/// The tokens of `code` in the language of a fence's info string; none for a language that is not known.
/// The grammars are read at the first call (some 20 ms), so call it from a worker.
pub fn tokens(language: &str, code: &str) -> Tokens {
    static GRAMMARS: OnceLock<SyntaxSet> = OnceLock::new();
    let grammars = GRAMMARS.get_or_init(SyntaxSet::load_defaults_newlines);
    let name = language.split([',', ' ', '{']).next().unwrap_or_default();
    let Some(grammar) = grammars.find_syntax_by_token(name).filter(|_| code.len() <= CODE_LIMIT) else {
        return Tokens::new();
    };
    let mut state = ParseState::new(grammar);
    let (mut stack, mut tokens, mut start) = (ScopeStack::new(), Tokens::new(), 0);
    for line in code.split_inclusive('\n') {
        if line.len() > LINE_LIMIT {
            break;
        }
        let Ok(changes) = state.parse_line(line, grammars) else { break };
        let mut from = 0;
        for (at, change) in changes {
            push(&mut tokens, &stack, start + from..start + at);
            from = at;
            if stack.apply(&change).is_err() {
                return tokens;
            }
        }
        push(&mut tokens, &stack, start + from..start + line.len());
        start += line.len();
    }
    tokens
}

fn push(tokens: &mut Tokens, stack: &ScopeStack, range: std::ops::Range<usize>) {
    if range.is_empty() {
        return;
    }
    let Some(token) = stack.as_slice().iter().rev().find_map(|it| meaning(&it.build_string())) else { return };
    match tokens.last_mut() {
        Some((last, kind)) if *kind == token && last.end == range.start => last.end = range.end,
        _ => tokens.push((range, token)),
    }
}

/// What a scope such as `keyword.control.rust` means to a reader.
fn meaning(scope: &str) -> Option<Token> {
    const MEANINGS: &[(&str, Token)] = &[
        ("comment", Token::Comment),
        ("string", Token::String),
        ("constant.numeric", Token::Number),
        ("constant.language", Token::Number),
        ("constant.character", Token::String),
        ("keyword.operator", Token::Keyword),
        ("keyword", Token::Keyword),
        ("storage.type.function", Token::Keyword),
        ("storage", Token::Keyword),
        ("entity.name.function", Token::Name),
        ("entity.name.tag", Token::Name),
        ("entity.other.attribute-name", Token::Type),
        ("entity.name", Token::Type),
        ("support.function", Token::Name),
        ("support.type", Token::Type),
    ];
    MEANINGS.iter().find(|it| scope.starts_with(it.0)).map(|it| it.1)
}
