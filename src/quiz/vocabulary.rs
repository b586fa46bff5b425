//! The words of a language in a table where most are found, or missed, at the first look.

/// Words, each with its classes as bits.
pub(crate) struct Vocabulary {
    /// At least half of them are free; a free place has the key of no word.
    places: Vec<(Key, u64)>,
    count: usize,
}

/// A word as numbers, in lower case: compared and placed at once, where a text of unknown length takes a call for each.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Key {
    /// Its first and last bytes, which overlap in a short word.
    ends: (u64, u64),
    length: u8,
}

impl Key {
    /// None for a word of more than 16 bytes: no language lists one.
    fn of(word: &str) -> Option<Self> {
        let word = word.as_bytes();
        let (first, last) = match word.len() {
            0 => (0, 0),
            // The bytes at the beginning, in the middle and at the end tell short words apart.
            length @ 1..4 => {
                let byte = |at: usize| u64::from(word[at]);
                (byte(0) | byte(length / 2) << 8 | byte(length - 1) << 16, 0)
            }
            4..8 => (u32::from_le_bytes(*word.first_chunk()?).into(), u32::from_le_bytes(*word.last_chunk()?).into()),
            8..=16 => (u64::from_le_bytes(*word.first_chunk()?), u64::from_le_bytes(*word.last_chunk()?)),
            _ => return None,
        };
        Some(Self { ends: (small(first), small(last)), length: word.len() as u8 })
    }

    /// Where it stands among `count` places, a power of two, if that place was free.
    fn place(self, count: usize) -> usize {
        let mixed = self.ends.0 ^ self.ends.1.rotate_left(29) ^ u64::from(self.length);
        (mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize & (count - 1)
    }
}

/// Eight bytes in lower case: those of `A` to `Z` have their sixth bit set, all at once.
fn small(bytes: u64) -> u64 {
    let low = bytes & 0x7F7F_7F7F_7F7F_7F7F;
    let capitals = (low + 0x3F3F_3F3F_3F3F_3F3F) & !(low + 0x2525_2525_2525_2525) & !bytes & 0x8080_8080_8080_8080;
    bytes | (capitals >> 2)
}

impl Vocabulary {
    pub fn new() -> Self {
        Self { places: vec![(Key::default(), 0); 64], count: 0 }
    }

    /// Adds classes to those of a word.
    pub fn add(&mut self, word: &str, bits: u64) {
        let Some(key) = Key::of(word).filter(|it| it.length > 0) else { return };
        if self.count * 2 >= self.places.len() {
            let room = vec![(Key::default(), 0); self.places.len() * 2];
            self.count = 0;
            for (key, bits) in std::mem::replace(&mut self.places, room).into_iter().filter(|it| it.0.length > 0) {
                self.put(key, bits);
            }
        }
        self.put(key, bits);
    }

    /// The classes of a word, in any case.
    pub fn of(&self, word: &str) -> u64 {
        Key::of(word).and_then(|it| self.places.get(self.find(it))).map_or(0, |it| it.1)
    }

    /// The place of a word, or the free one where it would be.
    fn find(&self, key: Key) -> usize {
        let last = self.places.len() - 1;
        let mut at = key.place(self.places.len());
        while self.places[at].0.length > 0 && self.places[at].0 != key {
            at = (at + 1) & last;
        }
        at
    }

    fn put(&mut self, key: Key, bits: u64) {
        let at = self.find(key);
        self.count += usize::from(self.places[at].0.length == 0);
        self.places[at] = (key, self.places[at].1 | bits);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_in_any_case_and_others_are_not() {
        let mut vocabulary = Vocabulary::new();
        let words: Vec<String> = (0..1000).map(|it| format!("word{it}")).collect();
        for bits in [1, 2] {
            for word in &words {
                vocabulary.add(word, bits);
            }
        }
        assert!(words.iter().all(|it| vocabulary.of(it) == 3 && vocabulary.of(&it.to_uppercase()) == 3));
        for word in ["", "word", "word1000", "word\0", "@", "a word of more than sixteen bytes"] {
            assert_eq!(vocabulary.of(word), 0, "{word}");
        }
    }
}
