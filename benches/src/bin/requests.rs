//! Sends requests for a page of ten items over loopback, one after another: for callgrind, perf and strace.
//! `requests [ours|theirs|terse] [COUNT]`.

use std::{error::Error, hint::black_box};

use benches::{
    page::{Shape, page},
    request::{Ours, Theirs},
    server,
};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let side = arguments.next().unwrap_or_else(|| "ours".to_owned());
    let count: usize = arguments.next().map_or(Ok(1_000), |count| count.parse())?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let server = server::start(&page(10, Shape::UNKNOWN))?;
    let theirs = match side.as_str() {
        "ours" => None,
        "theirs" => Some(Theirs::new(server)?),
        "terse" => Some(Theirs::terse(server)?),
        _ => return Err("the first argument is `ours`, `theirs` or `terse`".into()),
    };
    let ours = Ours::new(server)?;
    for _ in 0..count {
        match &theirs {
            Some(theirs) => drop(black_box(runtime.block_on(theirs.send())?)),
            None => drop(black_box(runtime.block_on(ours.send())?)),
        }
    }
    Ok(())
}
