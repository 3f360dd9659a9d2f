#!/usr/bin/env bash
# Runs each fuzz target for some seconds: fuzz/run.sh [SECONDS [TARGET...]]. What fails is in fuzz/artifacts/.
# With FUZZ_RUNS, each runs that often, from the same seed: the same inputs every time, as a gate wants it.
set -euo pipefail
cd "$(dirname "$0")"
seconds=${1:-20}
shift || true
targets=("$@")
[ "${#targets[@]}" -gt 0 ] || targets=(csdl_xml csdl_json resolver response)

bounds=("-max_total_time=$seconds")
[ -z "${FUZZ_RUNS:-}" ] || bounds+=("-runs=$FUZZ_RUNS" -seed=1)

./seed.sh
# The versions of dependencies are those of the workspace.
cp ../Cargo.lock .

tools=$PWD/target/tools
PATH=$tools/bin:$PATH
if ! cargo fuzz --version >/dev/null 2>&1 && ! cargo install --quiet --locked --root "$tools" cargo-fuzz; then
    echo 'SKIPPED: cargo-fuzz is not here and cannot be installed; the targets are run over their corpus, without fuzzing'
    exec cargo test --quiet --no-default-features
fi

# The coverage that libFuzzer is led by needs no nightly compiler, but cargo-fuzz asks for one.
export RUSTC_BOOTSTRAP=1
# No code here is unsafe: there is nothing for a sanitizer to find.
cargo fuzz build --sanitizer none
for target in "${targets[@]}"; do
    echo "-- $target, $seconds s"
    log=target/$target.log
    if ! cargo fuzz run --sanitizer none "$target" "working/$target" -- \
        "${bounds[@]}" -timeout=30 -rss_limit_mb=2048 -verbosity=1 >"$log" 2>&1; then
        grep -v NEW_FUNC "$log" | tail -n 60
        echo "the target $target failed: fuzz/README.md says how to go on" >&2
        exit 1
    fi
    grep -E '^(#[0-9]+.*DONE|Done)' "$log"
done
