//! Who goes with whom: the most alike first, and nobody where two could be meant.

use crate::quiz::{
    fingerprint::CardId,
    identity::{
        cards::{Present, Vanished, is_same_way},
        likeness::{Likeness, Standing, Text, compare},
        near,
        places::Places,
        sources::Sources,
    },
};
use foldhash::{HashMap, HashMapExt, HashSet};

/// So much ahead of the second best, on both sides.
const AHEAD: f32 = 0.10;
/// So often it is looked whether a pair stands out by now, because those that were near it are taken.
const ROUNDS: usize = 32;

/// A card that is gone, and one that it may have become.
#[derive(Clone, Copy)]
pub(crate) struct Pair<'a> {
    pub old: Vanished<'a>,
    pub new: Present<'a>,
    pub likeness: Likeness,
}

/// All pairs that share enough to be worth it, compared.
pub(crate) fn compared<'a>(vanished: &[Vanished<'a>], present: &[Present<'a>], places: &Places) -> Vec<Pair<'a>> {
    let mut texts: HashMap<u32, Text> = HashMap::new();
    let mut pairs = Vec::new();
    for (old, near) in vanished.iter().zip(near::find(vanished, present)) {
        let text = Text::new(old.fingerprint);
        for at in near {
            let Some(new) = present.get(at as usize) else { continue };
            if is_same_way(old.fingerprint, new.fingerprint) {
                let other = texts.entry(at).or_insert_with(|| Text::new(new.fingerprint));
                pairs.push(Pair { old: *old, new: *new, likeness: compare(&text, other, places) });
            }
        }
    }
    pairs
}

/// The pairs that stand out, the most alike first.
pub(crate) fn paired<'a>(mut pairs: Vec<Pair<'a>>, mut sources: Sources<'a>) -> Vec<Pair<'a>> {
    pairs.retain(|it| it.likeness.standing != Standing::Another);
    pairs.retain(|it| !sources.is_name_taken(it.old.fingerprint, it.new.fingerprint));
    let in_order = |it: &Pair| (it.old.id, it.new.id);
    pairs.sort_unstable_by(|a, b| {
        b.likeness.rank.total_cmp(&a.likeness.rank).then_with(|| in_order(a).cmp(&in_order(b)))
    });
    let mut taken = Vec::new();
    for _ in 0..ROUNDS {
        pairs.retain(|it| sources.may_be_one(it.old.fingerprint, it.new.fingerprint));
        let found = round(&pairs, &mut sources);
        if found.is_empty() {
            break;
        }
        let ends: [HashSet<CardId>; 2] =
            [found.iter().map(|it| it.old.id).collect(), found.iter().map(|it| it.new.id).collect()];
        pairs.retain(|it| !ends[0].contains(&it.old.id) && !ends[1].contains(&it.new.id));
        taken.extend(found);
    }
    taken
}

/// The pairs that stand out among these.
fn round<'a>(pairs: &[Pair<'a>], sources: &mut Sources<'a>) -> Vec<Pair<'a>> {
    let (mut olds, mut news) = (Best::default(), Best::default());
    for pair in pairs {
        olds.take(pair.old.id, pair.likeness.rank);
        news.take(pair.new.id, pair.likeness.rank);
    }
    let mut found = Vec::new();
    for pair in pairs {
        let [old, new] = [pair.old.fingerprint, pair.new.fingerprint];
        let rank = pair.likeness.rank;
        let is_clear = olds.stands_out(pair.old.id, rank) && news.stands_out(pair.new.id, rank);
        if is_clear && sources.may_be_one(old, new) {
            sources.learn(old, new);
            found.push(*pair);
        }
    }
    found
}

/// The best and the second best rank of each card.
#[derive(Default)]
struct Best(HashMap<CardId, [f32; 2]>);

impl Best {
    /// Takes in a rank; they come in falling order.
    fn take(&mut self, card: CardId, rank: f32) {
        self.0.entry(card).and_modify(|it| it[1] = it[1].max(rank)).or_insert([rank, f32::MIN]);
    }

    /// True for the best rank that is far enough ahead of the second.
    fn stands_out(&self, card: CardId, rank: f32) -> bool {
        self.0.get(&card).is_some_and(|[best, second]| rank >= *best && rank - second >= AHEAD)
    }
}
