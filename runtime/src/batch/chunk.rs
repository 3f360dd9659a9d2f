//! Splitting a batch at the service's limit, without parting what belongs together.

use std::{collections::HashMap, mem};

use crate::{batch::part::Part, error::Fault};

/// The parts in requests of at most `limit`, in the order in which they were added. A part stays
/// with those that it comes after: a service knows the ids of one request only.
pub(super) fn chunks(parts: Vec<Part>, limit: usize) -> Result<Vec<Vec<Part>>, Fault> {
    let mut chunks: Vec<Vec<Part>> = Vec::new();
    for group in groups(parts) {
        if group.len() > limit {
            return Err(Fault(format!(
                "{} parts of the batch depend on each other, and the service takes {limit} at once",
                group.len()
            )));
        }
        match chunks.last_mut() {
            Some(chunk) if chunk.len() + group.len() <= limit => chunk.extend(group),
            _ => chunks.push(group),
        }
    }
    for chunk in &mut chunks {
        chunk.sort_by_key(|part| part.index);
    }
    Ok(chunks)
}

/// The parts that are linked to each other, over however many steps; each group in place of its
/// first part.
fn groups(parts: Vec<Part>) -> Vec<Vec<Part>> {
    let mut groups: Vec<Vec<Part>> = Vec::new();
    let mut home_of: HashMap<usize, usize> = HashMap::new();
    for part in parts {
        let mut homes: Vec<usize> = part.after.iter().filter_map(|index| home_of.get(index).copied()).collect();
        homes.sort_unstable();
        homes.dedup();
        let mut homes = homes.into_iter();
        let home = homes.next().unwrap_or(groups.len());
        let mut joined: Vec<Part> = homes.flat_map(|other| groups.get_mut(other).map(mem::take)).flatten().collect();
        joined.push(part);
        home_of.extend(joined.iter().map(|part| (part.index, home)));
        match groups.get_mut(home) {
            Some(group) => group.extend(joined),
            None => groups.push(joined),
        }
    }
    groups.retain(|group| !group.is_empty());
    groups
}
