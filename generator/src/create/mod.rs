//! A whole new crate around a generated client: `csdl new`.

mod documents;
mod manifest;
mod names;
mod readme;
mod request;

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::{
    config::Config,
    diagnostic::Report,
    generate::{self, Failure, Generated, Manner},
};

pub use manifest::Runtime;

/// The host of a client whose host nobody has said: no name ends in this.
pub const NO_HOST: &str = "https://set-the-host.invalid";

/// What a new crate is made of.
#[derive(Clone, Debug)]
pub struct NewCrate {
    /// The service's documents, which belong together.
    pub documents: Vec<PathBuf>,
    /// The folder to make; it may be there if it is empty.
    pub folder: PathBuf,
    /// The crate's name, where it is not made from the service's.
    pub name: Option<String>,
    /// The name of the client's type, likewise.
    pub client: Option<String>,
    /// Where the service root is; [`NO_HOST`] where nobody says.
    pub host: Option<String>,
    /// Where the runtime comes from.
    pub runtime: Runtime,
}

/// What has been made.
#[derive(Debug)]
pub struct Created {
    /// The crate's name.
    pub name: String,
    /// The name of the client's type.
    pub client: String,
    /// Whether the host is still to be set.
    pub needs_host: bool,
    /// What was generated.
    pub generated: Generated,
    /// Warnings about the documents, by their own places.
    pub report: Report,
}

/// What the parts of the crate agree on.
struct Parts {
    name: String,
    client: String,
    host: Option<String>,
    namespace: String,
    /// The documents by their place below the crate's folder.
    metadata: Vec<String>,
    /// Whether files lie beside the documents that these refer to.
    has_references: bool,
}

impl Parts {
    /// The crate's name as Rust writes it.
    fn library(&self) -> String {
        self.name.replace('-', "_").to_ascii_lowercase()
    }

    fn host(&self) -> &str {
        self.host.as_deref().unwrap_or(NO_HOST)
    }
}

/// Makes a crate: manifest, documents, choices, generated code, README, an example.
///
/// # Errors
///
/// Where the folder is not empty, a name or the host cannot be used, anything is wrong with the
/// documents, or the file system refuses. Nothing is left behind.
pub fn create(new: &NewCrate) -> Result<Created, Failure> {
    refuse_what_is_there(&new.folder)?;
    let read = documents::read(&new.documents)?;
    let parts = parts(new, &read)?;
    let place = nearest(&new.folder);
    let failed = |error| Failure::Io(new.folder.clone(), error);
    let stage = tempfile::Builder::new().prefix(".csdl-").tempdir_in(&place).map_err(failed)?;
    // A temporary folder is for its owner only; one in it is as readable as any other.
    let staged = stage.path().join("crate");
    let generated = fill(&staged, new, &parts, &read)?;
    move_to(&staged, &new.folder).map_err(failed)?;
    let needs_host = parts.host.is_none();
    Ok(Created { name: parts.name, client: parts.client, needs_host, generated, report: read.report })
}

fn parts(new: &NewCrate, read: &documents::Documents) -> Result<Parts, Failure> {
    let names = names::of(&read.schema, &new.documents);
    let name = new.name.clone().unwrap_or(names.krate);
    if let Some(reason) = names::refusal(&name) {
        return Err(refused(&new.folder, format!("`{name}` cannot be the name of a crate: {reason}")));
    }
    let parts = Parts {
        name,
        client: new.client.clone().unwrap_or(names.client),
        host: new.host.clone(),
        namespace: names.namespace,
        metadata: read.named.clone(),
        has_references: read.copies.len() > read.named.len(),
    };
    // Before there is a folder that errors could be in.
    Config::from_text(&new.folder.join("csdl.toml"), manifest::choices(&parts, false))?;
    Ok(parts)
}

fn fill(folder: &Path, new: &NewCrate, parts: &Parts, read: &documents::Documents) -> Result<Generated, Failure> {
    let write = |name: &str, text: &[u8]| -> Result<(), Failure> {
        let path = folder.join(name);
        let failed = |error| Failure::Io(path.clone(), error);
        fs::create_dir_all(path.parent().unwrap_or(folder)).map_err(failed)?;
        fs::write(&path, text).map_err(failed)
    };
    for (name, bytes) in &read.copies {
        write(name, bytes)?;
    }
    write("csdl.toml", manifest::choices(parts, true).as_bytes())?;
    write("Cargo.toml", manifest::cargo(parts, &new.runtime, &new.folder).as_bytes())?;
    write(".gitignore", b"/target\n.csdl-*\n")?;
    write("README.md", b"")?;
    let prepared = generate::prepare(Config::load(&folder.join("csdl.toml"))?, &Manner::default())?;
    let first = request::first(&prepared.plan);
    write("README.md", readme::readme(parts, &first, &prepared.generated).as_bytes())?;
    write("examples/first_request.rs", readme::example(parts, &first).as_bytes())?;
    generate::write(prepared)
}

fn refuse_what_is_there(folder: &Path) -> Result<(), Failure> {
    match fs::read_dir(folder) {
        Ok(mut entries) => match entries.next() {
            None => Ok(()),
            Some(_) => Err(refused(folder, "the folder is not empty, and nothing in it is overwritten")),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(Failure::Io(folder.to_owned(), error)),
    }
}

fn refused(folder: &Path, why: impl Into<String>) -> Failure {
    Failure::Io(folder.to_owned(), io::Error::other(why.into()))
}

/// The nearest folder above that is there: what is in it can be moved to the place without copying.
fn nearest(folder: &Path) -> PathBuf {
    let absolute = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    absolute.ancestors().skip(1).find(|above| above.is_dir()).unwrap_or(Path::new(".")).to_owned()
}

fn move_to(staged: &Path, folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        // Empty: not every system moves a folder over one.
        fs::remove_dir(folder)?;
    } else if let Some(above) = folder.parent() {
        fs::create_dir_all(above)?;
    }
    fs::rename(staged, folder)
}
