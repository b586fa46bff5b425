//! How often a piece may stand in a text, known before the text is searched for it.

/// How often three bytes in a row stand in a text, or others that fall on the same place.
pub(crate) struct Occurrences {
    counts: Vec<u16>,
    /// What of a hash is the place.
    shift: u32,
}

/// Pieces of so many bytes are counted.
const GRAM: usize = 3;

/// There are as many places as the text has bytes, within these limits.
const FEWEST_PLACES: usize = 1 << 12;
const MOST_PLACES: usize = 1 << 20;

impl Occurrences {
    /// Counts what stands in a text.
    pub fn of(text: &str) -> Self {
        let places = text.len().clamp(FEWEST_PLACES, MOST_PLACES).next_power_of_two();
        let mut found = Self { counts: vec![0; places], shift: 32 - places.trailing_zeros() };
        let mut gram = 0;
        for (at, byte) in text.bytes().enumerate() {
            gram = gram << 8 | u32::from(byte);
            let place = found.place(gram);
            if at + 1 >= GRAM {
                found.counts[place] = found.counts[place].saturating_add(1);
            }
        }
        found
    }

    /// False when a piece stands in the text `most` times or less for sure.
    pub fn may_exceed(&self, piece: &str, most: usize) -> bool {
        let count = |gram: &[u8]| self.counts[self.place(gram.iter().fold(0, |all, it| all << 8 | u32::from(*it)))];
        piece.as_bytes().windows(GRAM).all(|it| count(it) == u16::MAX || usize::from(count(it)) > most)
    }

    /// The place of the last three bytes of a number.
    fn place(&self, gram: u32) -> usize {
        ((gram << 8).wrapping_mul(0x9E37_79B1) >> self.shift) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_text_is_never_denied() {
        let text = "The AI of the users, AI for users: users' AI";
        let occurrences = Occurrences::of(text);
        for (piece, most) in [("users", 2), ("AI", 2), ("the", 0), ("users, AI", 0), ("", 0)] {
            assert!(occurrences.may_exceed(piece, most), "{piece}");
        }
        for (piece, most) in [("users", 3), ("Users", 0), ("policy", 0)] {
            assert!(!occurrences.may_exceed(piece, most), "{piece}");
        }
    }
}
