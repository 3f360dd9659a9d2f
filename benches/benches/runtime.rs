//! What reading, writing and requests cost: ours, and what one would write by hand.

mod runtime {
    pub(super) mod decode;
    pub(super) mod encode;
    pub(super) mod request;
}

use criterion::{criterion_group, criterion_main};
use runtime::{decode::decode, encode::encode, request::request};

criterion_group!(all, decode, encode, request);
criterion_main!(all);
