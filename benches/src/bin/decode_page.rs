//! Decodes a page of 1,000 task processing results once, for counts of instructions:
//! `decode_page [ours|derive] [known|unknown|expanded|expanded-unknown]`.

use std::{error::Error, hint::black_box};

use benches::{derive, ours, page};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let side = arguments.next().unwrap_or_else(|| "ours".to_owned());
    let shape = arguments.next().unwrap_or_else(|| "unknown".to_owned());
    let (_, shape) = page::Shape::EACH.into_iter().find(|(name, _)| *name == shape).ok_or("no such shape")?;
    let text = page::page(1_000, shape);
    match side.as_str() {
        "ours" => drop(black_box(ours::read(black_box(text.as_bytes()))?)),
        "derive" => {
            let page: derive::Page<derive::TaskProcessingResult> = serde_json::from_slice(black_box(text.as_bytes()))?;
            drop(black_box(page));
        }
        // The page alone, to be taken off the others.
        "nothing" => drop(black_box(text)),
        _ => return Err("the first argument is `ours`, `derive` or `nothing`".into()),
    }
    Ok(())
}
