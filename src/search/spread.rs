//! Work dealt out to the processors in pieces, with a look between two pieces at whether it is still wanted.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

/// No more processors than this are taken: the screen wants to be drawn meanwhile.
const PROCESSORS: usize = 2;

/// Does the pieces `0..count` and gives what comes of them, in their order; none when it was cancelled. `begin` makes
/// what one processor keeps from piece to piece. Of few pieces all are done here, before another thread has begun.
pub(crate) fn spread<S, T: Send>(
    count: usize,
    cancelled: &(dyn Fn() -> bool + Sync),
    begin: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, usize) -> T + Sync,
) -> Option<Vec<T>> {
    let next = AtomicUsize::new(0);
    let run = || {
        let (mut state, mut done) = (begin(), Vec::new());
        while !cancelled() {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= count {
                break;
            }
            done.push((at, work(&mut state, at)));
        }
        done
    };
    let processors = thread::available_parallelism().map_or(1, usize::from).min(PROCESSORS);
    let mut done = if count < 2 || processors < 2 {
        run()
    } else {
        thread::scope(|scope| {
            let others: Vec<_> = (1..processors).map(|_| scope.spawn(run)).collect();
            let mut done = run();
            // A thread that panicked has ended the program already.
            done.extend(others.into_iter().filter_map(|it| it.join().ok()).flatten());
            done
        })
    };
    done.sort_by_key(|it| it.0);
    (done.len() == count).then(|| done.into_iter().map(|it| it.1).collect())
}

#[cfg(test)]
mod tests {
    use super::spread;

    #[test]
    fn pieces_come_back_in_order_or_not_at_all() {
        let squares = spread(100, &|| false, || (), |(), it| it * it);
        assert_eq!(squares, Some((0..100).map(|it| it * it).collect()));
        assert_eq!(spread(100, &|| true, || (), |(), it| it), None);
        assert_eq!(spread(0, &|| true, || (), |(), it| it), Some(vec![]));
    }
}
