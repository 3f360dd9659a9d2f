//! A consumer outside the workspace: base URL and token come as arguments.

mod contract;

use msgraph_identity_governance::v1_0::GraphClient;

const IDS: contract::Ids<'static> = contract::Ids { workflow: "wf", run: "run", user_result: "result" };

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Not with `#[tokio::main]`: the tree of this crate should show what the client brings, and no more.
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(call())
}

async fn call() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (base, token) = (arguments.next().ok_or("no URL")?, arguments.next().ok_or("no token")?);
    let graph = GraphClient::from(GraphClient::builder().base_url(base).credential(token).build()?);
    let seen = contract::run(&graph, IDS, "2026-01-01T00:00:00Z".parse()?).await?;
    let id = seen.made.id.unwrap_or_default();
    println!("{} on the first page, {} in all, made {id}, {:?} runs", seen.on_first_page, seen.in_all, seen.runs);
    Ok(())
}
