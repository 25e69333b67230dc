#!/usr/bin/env bash
# Runs the browser tests again and again, to find what fails now and then: odd rounds on the machine as it is, even rounds
# beside one busy loop for each core. Prints what ever failed, and how often; builds nothing.
#
#   tests/tools/again.sh 10               ten rounds of all files in tests/browser
#   tests/tools/again.sh 10 store page    ten rounds of these
set -uo pipefail
cd "$(dirname "$0")/../.."

rounds=${1:?how many rounds}; shift
files=()
for name; do files+=("tests/browser/$name.test.mjs"); done
[ ${#files[@]} -gt 0 ] || files=(tests/browser/*.test.mjs)
cores=$(node -p 'require("node:os").availableParallelism()')
logs=$(mktemp -d)
loops=()

quiet() {
  [ ${#loops[@]} -eq 0 ] || kill "${loops[@]}" 2>/dev/null
  loops=()
}
trap 'quiet; rm -rf "$logs"' EXIT
trap 'exit 130' INT TERM

CHROMIUM=$(node tests/tools/chromium.mjs) || { echo "$CHROMIUM" >&2; exit 1; }
export CHROMIUM

for ((round = 1; round <= rounds; round++)); do
  beside=quiet begun=$SECONDS
  if ((round % 2 == 0)); then
    beside="beside $cores busy loops"
    for ((core = 0; core < cores; core++)); do while :; do :; done & loops+=($!); done
  fi
  node --test --test-reporter=spec --test-concurrency=2 "${files[@]}" >"$logs/$round" 2>&1
  quiet
  count() { sed -n "s/^ℹ $1 //p" "$logs/$round"; }
  printf 'round %s, %s: %s passed, %s failed, %s skipped, %s s\n' "$round" "$beside" "$(count pass)" "$(($(count fail) + $(count cancelled)))" "$(count skipped)" $((SECONDS - begun))
  # The list of failures at the end has each with its file; before it the same line stands once more.
  sed -n '/failing tests:/,$p' "$logs/$round"
done

echo
for ((round = 1; round <= rounds; round++)); do
  [ -n "$(sed -n 's/^ℹ pass //p' "$logs/$round")" ] || echo "the tests did not run to their end"
  sed -n '/failing tests:/,$s/^✖ \(.*\) ([0-9.]*ms)$/\1/p' "$logs/$round" | sort -u
done | sort | uniq -c | sort -rn >"$logs/table"
if [ -s "$logs/table" ]; then
  printf 'of %s rounds failed\n' "$rounds"
  cat "$logs/table"
  exit 1
fi
printf 'nothing failed in %s rounds\n' "$rounds"
