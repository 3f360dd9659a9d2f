//! A program that makes one request, from nothing: with the shipped crate, and by hand with reqwest and serde_json.

use std::{fs, path::Path};

use anyhow::Result;

use super::Context;
use crate::{
    child::{Job, Usage},
    inputs::workspace,
    results::{Figure, Measured, Target},
};

/// What reqwest is built with in the runtime, so that both programs can do the same.
const REQWEST: &str = "reqwest = { version = \"0.13\", default-features = false, features = [\"gzip\", \"http2\", \"rustls\", \"stream\", \"system-proxy\"] }";
const TOKIO: &str = "tokio = { version = \"1\", default-features = false, features = [\"macros\", \"rt\"] }";

/// The request of both: what became of the tasks of one user.
const OURS: &str = r#"
use msgraph_identity_governance::Error;
use msgraph_identity_governance::v1_0::GraphClient;
use msgraph_identity_governance::v1_0::identity_governance::TaskProcessingResult;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let graph = GraphClient::new(std::env::var("TOKEN").unwrap_or_default())?;
    let results = graph
        .identity_governance()
        .lifecycle_workflows()
        .workflows()
        .by_id("w")
        .runs()
        .by_id("r")
        .user_processing_results()
        .by_id("u")
        .task_processing_results();
    let page = results.list().select((TaskProcessingResult::ID, TaskProcessingResult::FAILURE_REASON)).send().await?;
    for result in &page {
        println!("{:?} {:?}", result.id, result.failure_reason);
    }
    Ok(())
}
"#;

const BY_HAND: &str = r#"
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = "https://graph.microsoft.com/v1.0/identityGovernance/lifecycleWorkflows/workflows/w/runs/r\
               /userProcessingResults/u/taskProcessingResults?$select=id,failureReason";
    let token = std::env::var("TOKEN").unwrap_or_default();
    let answer = reqwest::Client::new().get(url).bearer_auth(token).send().await?.error_for_status()?;
    let page: serde_json::Value = serde_json::from_slice(&answer.bytes().await?)?;
    for result in page["value"].as_array().into_iter().flatten() {
        println!("{:?} {:?}", result["id"], result["failureReason"]);
    }
    Ok(())
}
"#;

pub(super) fn measure(context: &Context) -> Result<Measured> {
    let folder = context.scratch.join("consumer");
    let root = format!("msgraph-identity-governance = {{ path = {:?} }}", workspace().display().to_string());
    let ours = program(&folder.join("ours"), &[TOKIO, &root], OURS)?;
    let by_hand = program(&folder.join("by-hand"), &[TOKIO, REQWEST, "serde_json = \"1\""], BY_HAND)?;
    let mut rounds = Vec::new();
    for _ in 0..context.rounds.min(3) {
        rounds.push((clean_build(&ours, &folder)?, clean_build(&by_hand, &folder)?));
    }
    let of = |pick: fn(&Usage) -> f64| rounds.iter().map(|(ours, other)| (pick(ours), pick(other))).collect::<Vec<_>>();
    let against = "the same program by hand with reqwest and serde_json";
    let what = "a program that makes one request, clean release build";
    let figures = vec![
        Figure::of_pairs(&format!("{what}, CPU time"), against, Target::AtMost(1.3), &of(|one| one.cpu)),
        Figure::of_pairs(&format!("{what}, time"), against, Target::AtMost(1.3), &of(|one| one.wall)),
    ];
    Ok(Measured { figures, curves: Vec::new() })
}

/// Writes a program, with the versions of the workspace.
fn program(folder: &Path, dependencies: &[&str], main: &str) -> Result<Job> {
    fs::create_dir_all(folder.join("src"))?;
    let name = folder.file_name().unwrap_or_default().display();
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{}\n\n[workspace]\n",
        dependencies.join("\n")
    );
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::write(folder.join("src/main.rs"), main)?;
    fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock"))?;
    Job::new("cargo", folder).args(["fetch"]).run()?;
    Ok(Job::new("cargo", folder).args(["build", "--release", "--quiet", "--offline"]))
}

/// Builds a program and all that it depends on into an empty folder.
fn clean_build(job: &Job, folder: &Path) -> Result<Usage> {
    let target = tempfile::tempdir_in(folder)?;
    job.clone().env("CARGO_TARGET_DIR", target.path()).measure()
}
