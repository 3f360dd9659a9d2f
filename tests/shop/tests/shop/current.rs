//! The generated crate is what the generator makes.

use std::path::Path;

#[test]
fn it_is_what_the_generator_makes() {
    let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("csdl.toml");
    let files = csdl_codegen::generate::check(&config).unwrap().files;
    assert!(
        files.written.is_empty() && files.removed.is_empty(),
        "stale: {files:?}; run `cargo run -p csdl-codegen -- --config tests/shop/csdl.toml generate`"
    );
}
