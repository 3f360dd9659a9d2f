//! Counts the allocations that decoding and encoding pages of 1,000 task processing results makes.

#![allow(clippy::print_stdout)]

use std::{alloc::System, error::Error, hint::black_box};

use benches::{
    derive, ours,
    page::{Shape, page},
};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

type TheirPage = derive::Page<derive::TaskProcessingResult>;

fn main() -> Result<(), Box<dyn Error>> {
    println!("{:<36}{:>12}{:>12}{:>14}", "", "allocations", "growths", "bytes");
    for (name, shape) in Shape::EACH {
        let text = page(1_000, shape);
        let own = counted(&format!("decode {name}, ours"), || ours::read(text.as_bytes()))?;
        let their =
            counted(&format!("decode {name}, derive"), || serde_json::from_slice::<TheirPage>(text.as_bytes()))?;
        counted(&format!("encode {name}, ours"), || ours::write(&own.items))?;
        counted(&format!("encode {name}, ours by serde_json"), || serde_json::to_vec(&own.items))?;
        counted(&format!("encode {name}, derive"), || serde_json::to_vec(&their.value))?;
    }
    Ok(())
}

fn counted<T, E>(what: &str, run: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    let region = Region::new(ALLOCATOR);
    let result = black_box(run());
    let change = region.change();
    println!("{what:<36}{:>12}{:>12}{:>14}", change.allocations, change.reallocations, change.bytes_allocated);
    result
}
