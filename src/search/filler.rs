//! Words of English that say little of what is looked for: with others they are welcome and not required.

/// The words, folded and sorted.
const FILLERS: &[&str] = &[
    "a", "about", "after", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "been", "before", "being",
    "but", "by", "can", "could", "did", "do", "does", "for", "from", "get", "had", "has", "have", "he", "her", "his",
    "how", "i", "if", "in", "into", "is", "it", "its", "just", "many", "me", "much", "my", "no", "not", "of", "on",
    "or", "our", "she", "should", "so", "some", "than", "that", "the", "their", "them", "there", "these", "they",
    "this", "those", "to", "vs", "was", "we", "were", "what", "what's", "when", "where", "which", "who", "whom",
    "whose", "why", "will", "with", "would", "you", "your",
];

/// True for a word that says little; typed in capitals it is an acronym, as `IT` is.
pub(crate) fn is_filler(folded: &str, typed: &str) -> bool {
    let is_acronym = typed.chars().nth(1).is_some() && typed.chars().all(char::is_uppercase);
    !is_acronym && FILLERS.binary_search(&folded).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms_are_no_fillers() {
        assert!(FILLERS.is_sorted());
        assert!(is_filler("it", "It") && is_filler("a", "A") && is_filler("what's", "What’s"));
        assert!(!is_filler("it", "IT") && !is_filler("curse", "curse"));
    }
}
