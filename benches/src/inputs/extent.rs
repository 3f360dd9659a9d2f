//! Parts of a service of growing size, each a crate of its own.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Result, anyhow};
use csdl_codegen::{config::Config, generate, pipeline, schema::Schema};

/// How much of Graph is generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// The namespace of the Lifecycle Workflows; of others' types the keys.
    Namespace,
    /// The namespace, and what its properties need.
    Closure,
    /// All that `/identityGovernance` leads to.
    Tree,
    /// All of it.
    Whole,
}

/// What was generated.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// The types in scope.
    pub types: usize,
    /// The bytes of all files.
    pub bytes: u64,
}

impl Extent {
    /// All, in order of size.
    pub const ALL: [Self; 4] = [Self::Namespace, Self::Closure, Self::Tree, Self::Whole];

    /// Its name in file names.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Namespace => "namespace",
            Self::Closure => "closure",
            Self::Tree => "tree",
            Self::Whole => "whole",
        }
    }

    const fn scope(self) -> &'static str {
        match self {
            Self::Namespace => {
                "[scope]\nroots = [\"microsoft.graph.identityGovernance\"]\nforeign = \"stub\"\nsubtypes = \"none\"\n"
            }
            Self::Closure => {
                "[scope]\nroots = [\"microsoft.graph.identityGovernance\"]\nforeign = \"structural\"\nsubtypes = \"none\"\n"
            }
            Self::Tree => "[scope]\nroots = [\"/identityGovernance\"]\nforeign = \"whole\"\nsubtypes = \"none\"\n",
            Self::Whole => "",
        }
    }

    /// Makes a crate of this part of a document, in the folder of that name, and generates it.
    ///
    /// # Errors
    ///
    /// Where it cannot be generated or written.
    pub fn lay_out(self, folder: &Path, document: &Path) -> Result<Size> {
        fs::create_dir_all(folder)?;
        let config = folder.join("csdl.toml");
        fs::write(&config, self.config(document))?;
        fs::write(folder.join("Cargo.toml"), super::manifest(&format!("ours-{}", self.name())))?;
        let generated = generate::generate(&config).map_err(|failure| anyhow!("{failure}"))?;
        let files = generated.files.written.iter().chain(&generated.files.unchanged);
        let paths: Vec<PathBuf> = files.map(|file| folder.join("generated").join(file)).collect();
        let bytes = paths.iter().filter_map(|path| fs::metadata(path).ok()).map(|file| file.len()).sum();
        Ok(Size { types: generated.counts.iter().map(|(_, counts)| counts.types).sum(), bytes })
    }

    /// The schema of what [`lay_out`](Self::lay_out) has generated in a folder.
    ///
    /// # Errors
    ///
    /// Where it cannot be read.
    pub fn schema(folder: &Path) -> Result<Schema> {
        let config = Config::load(&folder.join("csdl.toml")).map_err(|report| anyhow!("{report}"))?;
        let api = config.apis.first().ok_or_else(|| anyhow!("no API"))?;
        Ok(pipeline::load(&config, api).map_err(|report| anyhow!("{report}"))?.schema)
    }

    fn config(self, document: &Path) -> String {
        format!(
            "[crate]\noutput = \"generated\"\nclient = \"GraphClient\"\nhost = \"https://graph.microsoft.com\"\n\
             namespace_root = \"microsoft.graph\"\noperation_names = \"unqualified\"\nkey_style = \"segment\"\n\n\
             [[api]]\nname = \"v1.0\"\nmetadata = {:?}\nbase_path = \"/v1.0\"\n\n{}",
            document.display().to_string(),
            self.scope()
        )
    }
}
