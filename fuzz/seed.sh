#!/usr/bin/env bash
# Fills fuzz/working/<target>/ with what the repository has to start from: the committed seeds, and the
# documents and bodies of the tests.
set -euo pipefail
cd "$(dirname "$0")"

for target in csdl_xml csdl_json resolver response; do
    mkdir -p "working/$target"
    cp corpus/"$target"/* "working/$target/"
done

number=0
while IFS= read -r document; do
    number=$((number + 1))
    cp "$document" "working/csdl_xml/$number.xml"
    cp "$document" "working/resolver/$number.xml"
done < <(find ../generator/tests/fixtures ../tests/shop -name '*.xml' -not -path '*/target/*' | sort)
while IFS= read -r document; do
    number=$((number + 1))
    cp "$document" "working/csdl_json/$number.json"
done < <(find ../generator/tests/fixtures -name '*.csdl.json' | sort)
# The first byte of an answer says as what it is read.
for body in ../tests/data/bodies/*.json; do
    for kind in u l; do
        { printf %s "$kind"; cat "$body"; } >"working/response/$kind-$(basename "$body")"
    done
done
