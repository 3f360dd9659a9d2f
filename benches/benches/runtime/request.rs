//! Requests over loopback, one after another, each for a page of ten items.

use benches::{
    page::{Shape, page},
    request::{Ours, Theirs},
    server,
};
use criterion::Criterion;

/// One request at a time.
pub(crate) fn request(criterion: &mut Criterion) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let (Ok(runtime), Ok(server)) = (runtime, server::start(&page(10, Shape::UNKNOWN))) else { return };
    let (Ok(ours), Ok(theirs), Ok(terse)) = (Ours::new(server), Theirs::new(server), Theirs::terse(server)) else {
        return;
    };
    let mut group = criterion.benchmark_group("request");
    group.bench_function("ours", |bencher| bencher.iter(|| runtime.block_on(ours.send()).is_ok()));
    group.bench_function("derive", |bencher| bencher.iter(|| runtime.block_on(theirs.send()).is_ok()));
    group.bench_function("terse", |bencher| bencher.iter(|| runtime.block_on(terse.send()).is_ok()));
    group.finish();
}
