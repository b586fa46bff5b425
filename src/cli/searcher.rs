//! The thread that searches: keeps an index of what is known, and answers the latest question only.

use crate::{
    app::event::Event,
    cli::librarian::Latest,
    runtime::Mailbox,
    search::{Asked, Finder, Index, Query},
};
use std::{
    sync::{
        Arc, PoisonError,
        atomic::{AtomicU64, Ordering},
        mpsc::{self, Receiver, Sender},
    },
    thread,
};

/// What the searcher is asked for.
enum Wish {
    /// An index of what is known by now.
    Index,
    /// An answer.
    Find { ticket: u64, query: String, asked: Asked },
}

/// The way to the thread that searches.
pub(crate) struct Searcher {
    wishes: Sender<Wish>,
    /// The ticket of the latest question: whoever answers an earlier one stops.
    latest: Arc<AtomicU64>,
}

impl Searcher {
    /// Begins the thread; it ends with the program.
    pub fn begin(library: &Latest, mailbox: Mailbox) -> Self {
        let (wishes, receiver) = mpsc::channel();
        let latest = Arc::new(AtomicU64::new(0));
        let work = Work {
            library: Arc::clone(library),
            mailbox,
            latest: Arc::clone(&latest),
            index: None,
            finder: Finder::new(),
        };
        thread::spawn(move || work.live(&receiver));
        Self { wishes, latest }
    }

    /// Prepares what is known by now for being searched.
    pub fn prepare(&self) {
        let _ = self.wishes.send(Wish::Index);
    }

    /// Asks a question; the one before it is void.
    pub fn ask(&self, ticket: u64, query: String, asked: Asked) {
        self.latest.store(ticket, Ordering::Relaxed);
        let _ = self.wishes.send(Wish::Find { ticket, query, asked });
    }
}

struct Work {
    library: Latest,
    mailbox: Mailbox,
    latest: Arc<AtomicU64>,
    index: Option<Arc<Index>>,
    finder: Finder,
}

impl Work {
    fn live(mut self, wishes: &Receiver<Wish>) {
        while let Ok(wish) = wishes.recv() {
            match wish {
                Wish::Index => drop(self.index()),
                Wish::Find { ticket, query, asked } => self.find(ticket, &query, &asked),
            }
        }
    }

    fn find(&mut self, ticket: u64, query: &str, asked: &Asked) {
        let latest = Arc::clone(&self.latest);
        let is_void = || latest.load(Ordering::Relaxed) != ticket;
        if is_void() {
            return;
        }
        let index = self.index();
        let mailbox = &self.mailbox;
        let mut tell = |results| mailbox.post(Event::Found { ticket, results });
        self.finder.find(&index, &Query::parse(query), asked, &is_void, &mut tell);
    }

    /// The index of what is known by now; what has not changed is taken over from the one before.
    fn index(&mut self) -> Arc<Index> {
        let library = Arc::clone(&self.library.lock().unwrap_or_else(PoisonError::into_inner));
        let index = match self.index.take() {
            Some(index) if Arc::ptr_eq(index.library(), &library) => index,
            Some(index) => Arc::new(index.renewed(&library)),
            None => Arc::new(Index::new(&library)),
        };
        Arc::clone(self.index.insert(index))
    }
}
