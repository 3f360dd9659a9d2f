//! What a child process uses: time, CPU time, memory.
//!
//! The system tells of a process's children only all together. So every command runs as the one child of a
//! process of its own: this program, called again.

use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Instant,
};

use anyhow::{Context as _, Result, ensure};
use nix::sys::resource::{UsageWho, getrusage};
use serde::{Deserialize, Serialize};

/// What a command used.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Usage {
    /// Seconds from start to end.
    pub wall: f64,
    /// Seconds of CPU time, its own children's included.
    pub cpu: f64,
    /// The most memory that one of its processes held, in bytes.
    pub peak: f64,
}

/// A command to be measured.
#[derive(Clone, Debug)]
pub struct Job {
    words: Vec<OsString>,
    variables: Vec<(String, OsString)>,
    folder: PathBuf,
}

impl Job {
    /// A program, run in a folder.
    #[must_use]
    pub fn new(program: impl Into<OsString>, folder: &Path) -> Self {
        Self { words: vec![program.into()], variables: Vec::new(), folder: folder.to_owned() }
    }

    /// Adds arguments.
    #[must_use]
    pub fn args<A: Into<OsString>>(mut self, args: impl IntoIterator<Item = A>) -> Self {
        self.words.extend(args.into_iter().map(Into::into));
        self
    }

    /// Sets an environment variable.
    #[must_use]
    pub fn env(mut self, name: &str, value: impl Into<OsString>) -> Self {
        self.variables.push((name.to_owned(), value.into()));
        self
    }

    /// Runs it without measuring, and tells what it printed.
    ///
    /// # Errors
    ///
    /// Where it cannot be started, or fails.
    pub fn run(&self) -> Result<String> {
        let mut words = self.words.iter();
        let program = words.next().context("no program")?;
        let mut command = Command::new(program);
        command.args(words).envs(self.variables.iter().map(|(name, value)| (name, value))).current_dir(&self.folder);
        let output = command.stderr(Stdio::piped()).output().with_context(|| format!("{}", program.display()))?;
        ensure!(output.status.success(), "{self:?}:\n{}", String::from_utf8_lossy(&output.stderr));
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Runs it and tells what it used.
    ///
    /// # Errors
    ///
    /// Where it cannot be started, or fails.
    pub fn measure(&self) -> Result<Usage> {
        let told = tempfile::NamedTempFile::new()?;
        let mut words: Vec<OsString> = vec![std::env::current_exe()?.into(), "usage".into(), told.path().into()];
        words.extend(self.words.iter().cloned());
        Self { words, variables: self.variables.clone(), folder: self.folder.clone() }.run()?;
        Ok(serde_json::from_str(&fs::read_to_string(told.path())?)?)
    }
}

/// Runs a command as the only child of this process and writes what it used.
///
/// # Errors
///
/// Where it cannot be started, or fails.
pub fn tell_usage(report: &Path, words: &[OsString]) -> Result<()> {
    let (program, args) = words.split_first().context("no program")?;
    let start = Instant::now();
    let status = Command::new(program).args(args).status().with_context(|| format!("{}", program.display()))?;
    let wall = start.elapsed().as_secs_f64();
    ensure!(status.success(), "{}: {status}", program.display());
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let seconds =
        [usage.user_time(), usage.system_time()].map(|time| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6);
    // Linux counts in KiB, macOS in bytes.
    let unit = if cfg!(target_os = "macos") { 1.0 } else { 1024.0 };
    let usage = Usage { wall, cpu: seconds.iter().sum(), peak: usage.max_rss() as f64 * unit };
    Ok(fs::write(report, serde_json::to_string(&usage)?)?)
}
