//! What a command has used, and all that it started: time of the processor, and memory.

use std::ffi::OsString;
use std::process::{Command, ExitCode, Stdio};
use std::{env, fmt, io};

use nix::sys::resource::{UsageWho, getrusage};

/// The first argument of this program where it runs a command for another of its processes: what a
/// command used can only be told from all else where a process of its own has run it.
pub const ARGUMENT: &str = "usage-of";

/// What a command has used.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Usage {
    /// Time of all cores, in and out of the kernel.
    pub seconds: f64,
    /// The memory of the process that had most.
    pub bytes: u64,
}

impl fmt::Display for Usage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { seconds, bytes } = self;
        write!(f, "{seconds:.2} s, {} MB", bytes / 1_000_000)
    }
}

/// Runs a command to its end.
///
/// # Errors
///
/// Where it cannot be run, or fails; its own errors are shown.
pub fn of(command: &Command) -> io::Result<Usage> {
    let mut own = Command::new(env::current_exe()?);
    own.arg(ARGUMENT).arg(command.get_program()).args(command.get_args());
    own.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    if let Some(folder) = command.get_current_dir() {
        own.current_dir(folder);
    }
    let output = own.stderr(Stdio::inherit()).output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let numbers = text.lines().last().and_then(|line| line.split_once(' '));
    match numbers.map(|(seconds, bytes)| (seconds.parse(), bytes.parse())) {
        Some((Ok(seconds), Ok(bytes))) if output.status.success() => Ok(Usage { seconds, bytes }),
        _ => Err(io::Error::other(format!("{command:?} failed"))),
    }
}

/// What the process does that [`of`] starts: runs the command, and prints what it used.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let mut arguments = arguments.into_iter();
    let program = arguments.next().unwrap_or_default();
    match Command::new(program).args(arguments).status() {
        Ok(status) if status.success() => tell(),
        _ => ExitCode::FAILURE,
    }
}

#[allow(clippy::print_stdout, reason = "this is how the processes talk")]
fn tell() -> ExitCode {
    let Ok(used) = getrusage(UsageWho::RUSAGE_CHILDREN) else { return ExitCode::FAILURE };
    let (user, system) = (used.user_time(), used.system_time());
    #[allow(clippy::cast_precision_loss, reason = "seconds")]
    let seconds = |time: nix::sys::time::TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6;
    println!("{} {}", seconds(user) + seconds(system), used.max_rss().unsigned_abs() * KILOBYTE);
    ExitCode::SUCCESS
}

/// Linux counts memory in these.
const KILOBYTE: u64 = 1024;
