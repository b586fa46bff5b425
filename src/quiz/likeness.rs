//! How alike two texts are, by the pieces of three letters that they share.

/// Bits of the set of pieces, in words of 64.
const WORDS: usize = 16;

/// The pieces of three letters of a text, for comparing.
pub(crate) struct Grams<'a> {
    text: &'a str,
    /// How many there are.
    count: usize,
    /// Which there are, as a set where few fall on one place.
    set: [u64; WORDS],
    /// How many of them fall on a place that another took.
    doubled: usize,
}

impl<'a> Grams<'a> {
    pub fn of(text: &'a str) -> Self {
        let mut set = [0u64; WORDS];
        let mut count = 0;
        each_gram(text, |gram| {
            let place = gram.wrapping_mul(0x9E37_79B1) >> 22;
            set[place as usize / 64] |= 1 << (place % 64);
            count += 1;
        });
        let taken: u32 = set.iter().map(|it| it.count_ones()).sum();
        Self { text, count, set, doubled: count - taken as usize }
    }

    /// True when two texts share more than `most` of their pieces: 0 to 1 (Dice).
    pub fn is_alike(&self, other: &Self, most: f32) -> bool {
        dice(self.most_shared(other), self, other) > most && dice(self.shared(other), self, other) > most
    }

    /// No more pieces are shared: the sets tell, and nearly always that is enough.
    fn most_shared(&self, other: &Self) -> usize {
        let common: u32 = self.set.iter().zip(&other.set).map(|it| (it.0 & it.1).count_ones()).sum();
        common as usize + self.doubled.min(other.doubled)
    }

    fn shared(&self, other: &Self) -> usize {
        let sorted = |it: &Self| {
            let mut grams = Vec::with_capacity(it.count);
            each_gram(it.text, |gram| grams.push(gram));
            grams.sort_unstable();
            grams
        };
        let (a, b) = (sorted(self), sorted(other));
        let (mut i, mut j, mut same) = (0, 0, 0);
        while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
            same += usize::from(x == y);
            i += usize::from(x <= y);
            j += usize::from(y <= x);
        }
        same
    }
}

/// Gives the pieces of three letters or digits of a text, in lower case, each as one number.
fn each_gram(text: &str, mut give: impl FnMut(u32)) {
    let (mut gram, mut letters) = (0, 0);
    for letter in text.bytes().map(|it| LETTERS[usize::from(it)]).filter(|it| *it > 0) {
        gram = (gram << 8 | u32::from(letter)) & 0x00FF_FFFF;
        letters += 1;
        if letters > 2 {
            give(gram);
        }
    }
}

/// Letters and digits in lower case; 0 for other bytes.
const LETTERS: [u8; 256] = {
    let mut letters = [0; 256];
    let mut at = 0;
    while at < 256 {
        let it = at as u8;
        letters[at] = if it.is_ascii_alphanumeric() { it.to_ascii_lowercase() } else { 0 };
        at += 1;
    }
    letters
};

fn dice(shared: usize, a: &Grams, b: &Grams) -> f32 {
    if a.count == 0 || b.count == 0 {
        return 0.0;
    }
    let number = |it: usize| f32::from(u16::try_from(it).unwrap_or(u16::MAX));
    2.0 * number(shared) / number(a.count + b.count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_is_of_letters() {
        let is_alike = |a, b, most| Grams::of(a).is_alike(&Grams::of(b), most);
        assert!(is_alike("open source models", "Open-source model", 0.9));
        assert!(!is_alike("avert", "diffuse", 0.1));
        assert!(!is_alike("", "", 0.0));
    }

    #[test]
    fn what_may_be_shared_is_never_less_than_what_is() {
        let texts = ["banana banana banana", "a banana, an ananas", "models of models of the world", "mo", ""];
        for (a, b) in texts.iter().flat_map(|a| texts.map(|b| (Grams::of(a), Grams::of(b)))) {
            assert!(a.most_shared(&b) >= a.shared(&b), "{} {}", a.text, b.text);
        }
    }
}
