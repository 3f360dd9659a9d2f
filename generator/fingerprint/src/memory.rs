//! A glance at files in place of reading them: their names, sizes and times of change.

use std::{
    collections::BTreeMap,
    fs, io,
    path::Path,
    time::{Duration, SystemTime},
};

use super::{FILE, Hash, State, beside, collect, inputs_in, state};

/// Within this time a file may change again, and keep its size and its time.
const TOO_FRESH: Duration = Duration::from_secs(2);

/// The same as [`state`], which remembers in a file of its own, outside of the folder, that all was
/// current. As long as each file has the size and the time of change that it had then, none is read.
///
/// # Errors
///
/// Where a file or folder cannot be read.
pub fn state_remembered(generated: &Path, memory: &Path) -> io::Result<State> {
    let Ok(recorded) = fs::read_to_string(generated.join(FILE)) else { return state(generated) };
    let seen = glance(generated, &recorded)?;
    if seen.is_some() && fs::read_to_string(memory).ok() == seen {
        return Ok(State::Current);
    }
    let found = state(generated)?;
    if let (State::Current, Some(seen)) = (found, seen) {
        // What cannot be remembered is found out again.
        let _ = fs::write(memory, seen);
    }
    Ok(found)
}

/// What is seen of all inputs and outputs without reading them; nothing where one has just changed.
fn glance(generated: &Path, recorded: &str) -> io::Result<Option<String>> {
    let mut files = BTreeMap::new();
    collect(generated, "", &mut files)?;
    for input in inputs_in(recorded) {
        collect(&beside(generated, &input), &input, &mut files)?;
    }
    let mut hash = Hash::default();
    hash.bytes(recorded.as_bytes());
    let now = SystemTime::now();
    for (name, path) in files {
        let file = fs::metadata(path)?;
        let changed = file.modified()?;
        // A time that is still to come tells nothing either.
        if now.duration_since(changed).is_ok_and(|age| age < TOO_FRESH) || changed > now {
            return Ok(None);
        }
        let since = changed.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        hash.bytes(name.as_bytes());
        hash.word(file.len());
        hash.word(since.as_secs());
        hash.word(since.subsec_nanos().into());
    }
    Ok(Some(format!("{:016x}\n", hash.0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record;

    #[test]
    fn what_is_remembered_is_read_again_only_where_it_changes() -> io::Result<()> {
        let dir = std::env::temp_dir().join(format!("csdl-fingerprint-memory-{}", std::process::id()));
        let (generated, input, memory) = (dir.join("generated"), dir.join("input.xml"), dir.join("memory"));
        fs::create_dir_all(&generated)?;
        let age = |path: &Path, seconds: u64| {
            let time = SystemTime::now() - Duration::from_secs(seconds);
            fs::File::options().write(true).open(path)?.set_modified(time)
        };
        fs::write(&input, "<a/>")?;
        assert_eq!(state_remembered(&generated, &memory)?, State::Stale);
        fs::write(generated.join(FILE), record(&generated, &["../input.xml".to_owned()])?)?;
        // All of it is too fresh.
        assert_eq!(state_remembered(&generated, &memory)?, State::Current);
        assert!(!memory.exists());
        age(&input, 60)?;
        age(&generated.join(FILE), 60)?;
        assert_eq!(state_remembered(&generated, &memory)?, State::Current);
        assert!(memory.exists());
        // Same size, another time: it is read.
        fs::write(&input, "<b/>")?;
        age(&input, 30)?;
        assert_eq!(state_remembered(&generated, &memory)?, State::Stale);
        fs::write(&input, "<a/>")?;
        assert_eq!(state_remembered(&generated, &memory)?, State::Current);
        fs::write(generated.join("more.rs"), crate::HEADER)?;
        assert_eq!(state_remembered(&generated, &memory)?, State::Stale);
        fs::remove_dir_all(dir)
    }
}
