//! Tells whether generated code is older than what it was generated from.
//!
//! A generated folder keeps a small file, [`FILE`], that names its inputs (metadata, overlays,
//! configuration, the generator's own sources) and holds two fingerprints: of the inputs, and of the
//! emitted files. A build script compares them without parsing anything but that file, and without a
//! single dependency.
//!
//! ```
//! # fn main() -> std::io::Result<()> {
//! # let dir = std::env::temp_dir().join(format!("csdl-fingerprint-{}", std::process::id()));
//! # std::fs::create_dir_all(dir.join("generated"))?;
//! # std::fs::write(dir.join("input.xml"), "<a/>")?;
//! use csdl_fingerprint::{FILE, State, record, state};
//!
//! let generated = dir.join("generated");
//! assert_eq!(state(&generated)?, State::Stale);
//! std::fs::write(generated.join(FILE), record(&generated, &["../input.xml".to_owned()])?)?;
//! assert_eq!(state(&generated)?, State::Current);
//! # std::fs::remove_dir_all(dir)
//! # }
//! ```

use std::{collections::BTreeMap, fs, io, path::Path};

/// The file in a generated folder that holds its fingerprint.
pub const FILE: &str = "fingerprint";

/// Whether generated code is current.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Generating again would write nothing.
    Current,
    /// Inputs or outputs are not those on record, or nothing is on record.
    Stale,
}

/// The text to keep in [`FILE`]: the inputs as they are now, by their paths from the generated
/// folder, and the emitted files as they are now.
///
/// # Errors
///
/// Where a file or folder cannot be read.
pub fn record(generated: &Path, inputs: &[String]) -> io::Result<String> {
    let mut text = "# What these files were generated from, and fingerprints of both. Do not edit.\n".to_owned();
    let mut hash = Hash::default();
    for input in inputs {
        text.push_str(&format!("input {input}\n"));
        hash.bytes(input.as_bytes());
        hash.tree(&generated.join(input), |_| true)?;
    }
    let mut outputs = Hash::default();
    outputs.tree(generated, |path| path.extension().is_some_and(|extension| extension == "rs"))?;
    text.push_str(&format!("inputs {:016x}\noutputs {:016x}\n", hash.0, outputs.0));
    Ok(text)
}

/// Compares what is on record in a generated folder with the files as they are.
///
/// # Errors
///
/// Where a file or folder cannot be read.
pub fn state(generated: &Path) -> io::Result<State> {
    let recorded = match fs::read_to_string(generated.join(FILE)) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(State::Stale),
        Err(error) => return Err(error),
    };
    let inputs: Vec<String> =
        recorded.lines().filter_map(|line| line.strip_prefix("input ")).map(str::to_owned).collect();
    let is_current = record(generated, &inputs)?.lines().eq(recorded.lines());
    Ok(if is_current { State::Current } else { State::Stale })
}

/// FNV-1a, 64 bits: it has to tell change, not to withstand an adversary.
struct Hash(u64);

impl Default for Hash {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hash {
    fn bytes(&mut self, bytes: &[u8]) {
        // A checkout may have either line ending; the content is the same.
        for byte in bytes.iter().filter(|byte| **byte != b'\r') {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
        // No file's end can be taken for another's start: this byte is in no UTF-8 text.
        self.0 = (self.0 ^ 0xff).wrapping_mul(0x0100_0000_01b3);
    }

    /// Adds a file, or all files in a folder in the order of their names. What is not there adds nothing.
    fn tree(&mut self, path: &Path, wanted: fn(&Path) -> bool) -> io::Result<()> {
        if path.is_dir() {
            let entries: BTreeMap<_, _> = fs::read_dir(path)?
                .map(|entry| entry.map(|entry| (entry.file_name(), entry.path())))
                .collect::<io::Result<_>>()?;
            for (name, path) in entries {
                // Files in the making, of this tool and of editors, have names that start with a dot.
                let is_hidden = name.as_encoded_bytes().starts_with(b".");
                if !is_hidden && (path.is_dir() || wanted(&path)) {
                    self.bytes(name.as_encoded_bytes());
                    self.tree(&path, wanted)?;
                }
            }
        } else if path.exists() {
            self.bytes(&fs::read(path)?);
        }
        Ok(())
    }
}
