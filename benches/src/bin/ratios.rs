//! Times ours and serde derive by turns, and prints medians of their ratios with the spread: what a busy
//! machine does to one it does to the other. `ratios [ROUNDS]`.

#![allow(clippy::print_stdout)]

use std::{
    error::Error,
    hint::black_box,
    time::{Duration, Instant},
};

use benches::{
    derive, ours,
    page::{Shape, page},
    request::{Ours, Theirs},
    server,
};

type TheirPage = derive::Page<derive::TaskProcessingResult>;

/// How long one side runs before the other has its turn.
const TURN: Duration = Duration::from_millis(20);

/// How many requests follow each other: connections are worked on while something is waited for.
const RUN: usize = 50;

fn main() -> Result<(), Box<dyn Error>> {
    let rounds = std::env::args().nth(1).map_or(Ok(25), |rounds| rounds.parse())?;
    requests(rounds)?;
    for items in [10, 100, 1_000, 10_000] {
        for (name, shape) in Shape::EACH {
            let text = page(items, shape);
            let bytes = text.as_bytes();
            let own = ours::read(bytes)?;
            let their: TheirPage = serde_json::from_slice(bytes)?;
            let title = |what: &str| format!("{what} {name} {items}");
            compare(&title("decode"), rounds, &|| drop(black_box(ours::read(black_box(bytes)))), &|| {
                drop(black_box(serde_json::from_slice::<TheirPage>(black_box(bytes))));
            });
            let theirs = || drop(black_box(serde_json::to_vec(black_box(&their.value))));
            compare(&title("encode"), rounds, &|| drop(black_box(ours::write(black_box(&own.items)))), &theirs);
            let by_serde = || drop(black_box(serde_json::to_vec(black_box(&own.items))));
            compare(&title("encode by serde_json"), rounds, &by_serde, &theirs);
        }
    }
    Ok(())
}

/// One request at a time, over loopback. A rate of 0.95 is a time of 1.053.
fn requests(rounds: usize) -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let server = server::start(&page(10, Shape::UNKNOWN))?;
    let ours = Ours::new(server)?;
    let own = || {
        runtime.block_on(async {
            for _ in 0..RUN {
                drop(black_box(ours.send().await));
            }
        });
    };
    for (name, theirs) in [("request", Theirs::new(server)?), ("request, theirs terse", Theirs::terse(server)?)] {
        runtime.block_on(ours.send())?;
        runtime.block_on(theirs.send())?;
        let their = || {
            runtime.block_on(async {
                for _ in 0..RUN {
                    drop(black_box(theirs.send().await));
                }
            });
        };
        compare(name, rounds, &own, &their);
    }
    Ok(())
}

fn compare(what: &str, rounds: usize, own: &dyn Fn(), their: &dyn Fn()) {
    let mut ratios: Vec<f64> = (0..rounds).map(|_| pace(own) / pace(their)).collect();
    ratios.sort_by(f64::total_cmp);
    let at = |part: usize| ratios.get(ratios.len() * part / 4).copied().unwrap_or(f64::NAN);
    println!("{what:<44}{:>8.3}  ({:.3} to {:.3})", at(2), at(1), at(3));
}

/// Seconds that a run takes, over a turn.
fn pace(run: &dyn Fn()) -> f64 {
    let started = Instant::now();
    let mut runs = 0.0;
    while started.elapsed() < TURN {
        run();
        runs += 1.0;
    }
    started.elapsed().as_secs_f64() / runs
}
