#!/usr/bin/env bash
# Fuzzes every target, starting from the kept corpus; works with the stable compiler, and needs one of C++ for libFuzzer.
#
#   tests/fuzz/run.sh 2000                  each target that many runs, as CI does
#   tests/fuzz/run.sh 0 compose FOLDER      that target until it is stopped; FOLDER keeps the corpus that it grows
#   tests/fuzz/run.sh keep compose FOLDER   takes from FOLDER into the kept corpus what reaches further
#
# What breaks a target is written to tests/fuzz/artifacts and its path printed; run.sh show TARGET FILE runs it again.
set -euo pipefail
cd "$(dirname "$0")"

what=${1:?how many runs of each target, or 0 for no end}
targets=("${2:-assess}")
[ $# -gt 1 ] || targets=(assess compose recognize additions drafts catalogue)
triple=$(rustc -vV | sed -n 's/^host: //p')
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/../../target}/fuzz

# Counters on edges, which libFuzzer learns from. Not what comparisons compare: it reaches as far in as many runs, but
# makes two to six times fewer of them a second.
instrument="--cfg fuzzing -Ccodegen-units=1 -Cforce-frame-pointers=yes -Cpasses=sancov-module"
for option in level=3 inline-8bit-counters pc-table; do instrument+=" -Cllvm-args=-sanitizer-coverage-$option"; done
# With --target, so that build scripts are left as they are.
RUSTFLAGS=$instrument cargo build --quiet --release --locked --target "$triple"
sed -n 's/^id = \("[!-~]*"\)$/\1/p' ../../src/catalog/data/*.toml | sort -u >"$CARGO_TARGET_DIR/ids.dict"

for target in "${targets[@]}"; do
  mkdir -p "artifacts/$target" "corpus/$target"
  fuzzer=("$CARGO_TARGET_DIR/$triple/release/$target" "-artifact_prefix=artifacts/$target/" -timeout=10 -report_slow_units=1 -rss_limit_mb=2048 -max_len=4096 "-dict=$CARGO_TARGET_DIR/ids.dict")
  case $what in
    show) "${fuzzer[@]}" "${3:?the file}" ;;
    keep) "${fuzzer[@]}" -merge=1 "corpus/$target" "${3:?the folder with the grown corpus}" ;;
    0) "${fuzzer[@]}" "${3:?a folder for the corpus that it grows}" "corpus/$target" ;;
    *)
      # Into a folder that is thrown away: a check must not change the kept corpus.
      grown=$(mktemp -d)
      "${fuzzer[@]}" -runs="$what" -seed=1 -print_final_stats=1 "$grown" "corpus/$target" 2>"$grown.log" || { tail -n 50 "$grown.log" >&2; exit 1; }
      echo "fuzz $target: $(sed -n 's/^stat::number_of_executed_units: *//p' "$grown.log") runs, nothing broke"
      rm -rf "$grown" "$grown.log"
      ;;
  esac
done
