//! Sides that take turns: what a busy machine does to one of them it does to the others.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use crate::results::median;

/// How long one side runs before the next has its turn. What takes longer runs once.
const TURN: Duration = Duration::from_millis(20);

/// How many turns a side has in a round.
const TURNS: usize = 11;

/// What is timed: one run of a side.
pub type Side<'a> = &'a dyn Fn();

/// Lets go of a result that the compiler must not leave out.
pub fn keep<T>(result: T) {
    drop(black_box(result));
}

/// Seconds that a run of each side takes, in each of so many rounds: medians of its turns.
#[must_use]
pub fn by_turns<const SIDES: usize>(rounds: usize, sides: [Side<'_>; SIDES]) -> Vec<[f64; SIDES]> {
    sides.iter().for_each(|run| run());
    let round = |_| {
        let mut paces = [const { Vec::new() }; SIDES];
        for _ in 0..TURNS {
            for (paces, run) in paces.iter_mut().zip(sides) {
                paces.push(pace(run));
            }
        }
        paces.map(|paces| median(&paces))
    };
    (0..rounds).map(round).collect()
}

/// Seconds that a run takes, over a turn.
fn pace(run: Side<'_>) -> f64 {
    let started = Instant::now();
    let mut runs = 0.0;
    while started.elapsed() < TURN {
        run();
        runs += 1.0;
    }
    started.elapsed().as_secs_f64() / runs
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::{TURNS, by_turns};

    #[test]
    fn sides_take_turns_and_each_has_a_time_of_every_round() {
        let order = RefCell::new(Vec::new());
        let run = |name: char| {
            let mut order = order.borrow_mut();
            if order.last() != Some(&name) {
                order.push(name);
            }
        };
        let times = by_turns(2, [&|| run('a'), &|| run('b'), &|| run('c')]);
        assert_eq!(times.len(), 2);
        assert!(times.iter().flatten().all(|time| *time > 0.0), "{times:?}");
        let order: String = order.into_inner().into_iter().collect();
        assert_eq!(order, "abc".repeat(1 + 2 * TURNS));
    }
}
