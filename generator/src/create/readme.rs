//! The README and the example of a new crate: both show a request that the service has.

use crate::generate::Generated;

use super::{Parts, request::First};

/// The README, which is the crate's documentation too: what it shows is compiled.
pub(super) fn readme(parts: &Parts, first: &First, generated: &Generated) -> String {
    let (name, client, library) = (&parts.name, &parts.client, parts.library());
    let counts = generated.counts.first().map(|(_, counts)| *counts).unwrap_or_default();
    format!(
        r#"# {name}

A typed, async Rust client: {types} types and {operations} operations, generated from the OData metadata in `metadata/`
by `csdl`.

## A first request

```rust,no_run
use {library}::Error;
use {library}::v1::{client};

async fn first(token: &str) -> Result<(), Error> {{
    let client = {client}::{new};
{request}
    Ok(())
}}
```

It asks for {what}. `cargo run --example first_request` shows the request and sends nothing.

{host}

## Generate, check, update

- `csdl generate` writes `generated/` anew after a change of `csdl.toml` or of `metadata/`. Nothing in `generated/` is
  edited by hand.
- `csdl generate --check` fails where `generated/` is not what the inputs ask for: for continuous integration.
- `csdl diff OLD.xml NEW.xml` tells what a newer revision of the service's metadata changes, and what that does to those
  who use this crate: major, minor or patch.
- To update, put the service's new documents into `metadata/`, run `csdl generate`, and commit both together.
- `csdl.toml` holds the choices: names, the host, how keys and operations are written in URLs, what is generated.
"#,
        types = counts.types,
        operations = counts.operations,
        new = if parts.host.is_some() { "new(token)?" } else { "at(\"https://host.example/path\", token)?" },
        request = sending(first),
        what = first.what,
        host = host(parts),
    )
}

fn sending(first: &First) -> String {
    match &first.call {
        Some(call) => format!("    let answer = client.{call}.send().await?;\n    println!(\"{{answer:?}}\");"),
        None => "    println!(\"{}\", client.client().base_url());".to_owned(),
    }
}

fn host(parts: &Parts) -> String {
    let client = &parts.client;
    match &parts.host {
        Some(host) => format!("`{client}::new` asks `{host}`; `{client}::at` takes the URL of another service root."),
        None => format!(
            "The host is still to be set: put it into `csdl.toml` and run `csdl generate`, and `{client}::new(token)` asks \
             there.\nUntil then `{client}::at` takes the URL of the service root."
        ),
    }
}

/// The example: a program that sends nothing.
pub(super) fn example(parts: &Parts, first: &First) -> String {
    let (client, library) = (&parts.client, parts.library());
    let shown = match &first.call {
        Some(call) => format!(
            "    let request = client.{call}.request()?;\n    println!(\"{{}} {{}}\", request.method(), request.uri());"
        ),
        None => "    println!(\"{}\", client.client().base_url());".to_owned(),
    };
    format!(
        r#"//! Shows the request for {what}, and sends nothing.
//!
//! The URL of the service root may be given: `cargo run --example first_request -- https://host.example/path`.

#[rustfmt::skip] // Names of a service are of any length.
use {library}::{{Error, v1::{client}}};

#[rustfmt::skip]
fn main() -> Result<(), Error> {{
    let root = std::env::args().nth(1);
    let client = {client}::at(root.as_deref().unwrap_or({client}::BASE_URL), "token")?;
{shown}
    Ok(())
}}
"#,
        what = first.what,
    )
}
