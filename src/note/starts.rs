//! The bytes that can begin what `CommonMark` does not know, and where the next of them stands.

/// Every such byte, by threes: so many are sought at the speed of memory.
const STARTS: [[u8; 3]; 4] = [*b"[]<", *b"|`\\", *b"$=%", *b"^^^"];

/// Where the next ones stand, as far as that is known: each three is sought once over the whole text, not once a line.
#[derive(Default)]
pub(crate) struct Starts {
    next: [usize; STARTS.len()],
    /// Up to here nothing has been sought yet.
    is_begun: bool,
}

impl Starts {
    /// The first such byte from `at` on and before `end`; `at` never goes back.
    pub fn next(&mut self, bytes: &[u8], at: usize, end: usize) -> Option<usize> {
        for (next, [a, b, c]) in self.next.iter_mut().zip(STARTS) {
            if *next < at || !self.is_begun {
                let rest = bytes.get(at..).unwrap_or_default();
                *next = memchr::memchr3(a, b, c, rest).map_or(usize::MAX, |it| at + it);
            }
        }
        self.is_begun = true;
        self.next.iter().copied().min().filter(|it| *it < end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_start_is_found_in_order_and_nothing_else() {
        let text = b"[ab]c<d|e`f\\g$h=i%j^k_l*m#n";
        let mut starts = Starts::default();
        let (mut at, mut found) = (0, Vec::new());
        while let Some(next) = starts.next(text, at, text.len() - 1) {
            found.push(text[next]);
            at = next + 1;
        }
        assert_eq!(found, b"[]<|`\\$=%^");
        assert_eq!(Starts::default().next(text, 1, 3), None, "not before the end");
    }
}
