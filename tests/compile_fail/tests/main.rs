//! Every case fails to compile, and says what `.stderr` beside it says.
//!
//! `TRYBUILD=overwrite cargo test -p compile-fail` writes the `.stderr` files anew.

#[test]
fn what_does_not_fit_does_not_compile() {
    let cases = trybuild::TestCases::new();
    cases.pass("tests/cases/fits.rs");
    cases.compile_fail("tests/cases/*/*.rs");
}
