//! Many short texts in one piece of memory.

/// A list of texts, kept one behind the other: a note names twenty others, and a hundred thousand notes would else
/// keep two million pieces of memory, each fetched from afar when the library is put together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    all: String,
    /// Where each one ends.
    ends: Vec<u32>,
}

impl Texts {
    /// Adds one; gives its index.
    pub fn push(&mut self, text: &str) -> u32 {
        self.all.push_str(text);
        self.ends.push(self.all.len() as u32);
        self.ends.len() as u32 - 1
    }

    /// The text of an index.
    pub fn get(&self, index: u32) -> Option<&str> {
        let end = *self.ends.get(index as usize)?;
        let start = index.checked_sub(1).map_or(0, |it| self.ends[it as usize]);
        self.all.get(start as usize..end as usize)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// All of them, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let mut start = 0;
        self.ends.iter().map(move |end| {
            let text = self.all.get(start as usize..*end as usize);
            start = *end;
            text.unwrap_or_default()
        })
    }

    /// Gives back the memory that is not needed.
    pub fn shrink(&mut self) {
        self.all.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

impl<T: AsRef<str>> FromIterator<T> for Texts {
    fn from_iter<I: IntoIterator<Item = T>>(texts: I) -> Self {
        let mut all = Self::default();
        for text in texts {
            all.push(text.as_ref());
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::Texts;

    #[test]
    fn texts_come_out_as_they_went_in() {
        let names = ["one", "", "zwölf", "三"];
        let texts: Texts = names.iter().collect();
        assert_eq!(texts.iter().collect::<Vec<_>>(), names);
        assert_eq!(
            (0..5).map(|it| texts.get(it)).collect::<Vec<_>>(),
            [Some("one"), Some(""), Some("zwölf"), Some("三"), None]
        );
        assert_eq!((texts.len(), texts.is_empty(), Texts::default().is_empty()), (4, false, true));
    }
}
