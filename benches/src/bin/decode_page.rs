//! Decodes a page of 1,000 task processing results once, and writes its items where it is told to: for
//! counts of instructions. `decode_page [ours|derive|nothing] [known|unknown|expanded|expanded-unknown] [encode]`.

use std::{error::Error, hint::black_box};

use benches::{derive, ours, page};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let side = arguments.next().unwrap_or_else(|| "ours".to_owned());
    let shape = arguments.next().unwrap_or_else(|| "unknown".to_owned());
    let encodes = arguments.next().is_some_and(|what| what == "encode");
    let (_, shape) = page::Shape::EACH.into_iter().find(|(name, _)| *name == shape).ok_or("no such shape")?;
    let text = page::page(1_000, shape);
    match side.as_str() {
        "ours" => {
            let page = ours::read(black_box(text.as_bytes()))?;
            if encodes {
                black_box(ours::write(&page.items)?);
            }
            black_box(page);
        }
        "derive" => {
            let page: derive::Page<derive::TaskProcessingResult> = serde_json::from_slice(black_box(text.as_bytes()))?;
            if encodes {
                black_box(serde_json::to_vec(&page.value)?);
            }
            black_box(page);
        }
        // The page alone, to be taken off the others.
        "nothing" => {
            black_box(text);
        }
        _ => return Err("the first argument is `ours`, `derive` or `nothing`".into()),
    }
    Ok(())
}
