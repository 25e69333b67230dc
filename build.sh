#!/usr/bin/env bash
# Builds, serves and tests tousu. Needs rustup (or cargo with the wasm target) and Node 20.19 or newer; fetches the rest itself.
#
#   ./build.sh          the complete static site in www/, the npm package in www/pkg/
#   ./build.sh serve    the same, then serves it on http://127.0.0.1:8080
#   ./build.sh test     every test, those in the browser too; ends with "N passed, N failed, N skipped"
#   ./build.sh quick    format, lint, types, Rust tests and unit tests: no module, no browser
#   ./build.sh hosts    the package in fresh projects of Next, Parcel, happy-dom, Taro and uni-app (fetches a gigabyte, takes minutes)
#   ./build.sh format   formats the Rust and the TypeScript sources
#   ./build.sh size     the table of sizes and budgets
#   ./build.sh repeat   builds once more in another folder and compares the modules byte for byte
#   ./build.sh clean    removes what was built and fetched
set -euo pipefail
cd "$(dirname "$0")"

root=$PWD
target=${CARGO_TARGET_DIR:-$root/target}
tools=${TOUSU_TOOLS:-$target/tools}  # what tests/tools/bindgen compiles to; kept between builds
bindgen=$tools/debug/tousu-bindgen
stage=$target/stage             # what goes into the package: glue, module, types, catalogue
triple=wasm32-unknown-unknown

say() { printf '\033[1m── %s\033[0m\n' "$*"; }
stop() { printf '\033[31m✗ %s\033[0m\n' "$1" >&2; shift; printf '  %s\n' "$@" >&2; exit 1; }
# run WHAT ADVICE COMMAND…: prints the step, what to do where it fails, and its seconds where it was long.
run() {
  local what=$1 advice=$2 begun=$SECONDS; shift 2
  say "$what"
  "$@" || stop "failed: $what" "$advice"
  [ $((SECONDS - begun)) -lt 5 ] || echo "   $((SECONDS - begun)) s"
}
# in_tests COMMAND…: a tool from tests/node_modules.
in_tests() { local tool=$1; shift; "$root/tests/node_modules/.bin/$tool" "$@"; }

# ── set-up: each part looks first and costs nothing when it is there ──

need_rust() {
  command -v cargo >/dev/null || stop "cargo is not here" "install Rust with rustup (rustup.rs), open a new shell and run this again"
  [ -d "$(rustc --print target-libdir --target $triple)" ] && return
  command -v rustup >/dev/null || stop "this Rust has no $triple target" "install it with your package manager, or use rustup"
  run "rustup target add $triple" "check the network, then run this again" rustup target add $triple
}

need_node() {
  command -v node >/dev/null || stop "node is not here" "install Node 20.19 or newer"
  node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' ||
    stop "node $(node --version) is too old" "install Node 20.19 or newer"
  [ tests/node_modules/.package-lock.json -nt tests/package-lock.json ] && return
  run "npm ci (tools for building and testing, in tests/)" "check the network, then run this again" npm --prefix tests ci
  touch tests/node_modules/.package-lock.json
}

need_bindgen() {
  [ "$bindgen" -nt tests/tools/bindgen/Cargo.lock ] && [ "$bindgen" -nt tests/tools/bindgen/src/main.rs ] && return
  run "wasm-bindgen (compiled once, half a minute)" "it needs a C compiler and the network; then run this again" \
    env CARGO_TARGET_DIR="$tools" cargo build --quiet --locked --manifest-path tests/tools/bindgen/Cargo.toml
}

# ── building ──

# Paths of this machine fall away, so that any folder gives the same bytes and nothing of the builder stands in them.
rust_flags() {
  local home=${CARGO_HOME:-$HOME/.cargo} folder flags
  # A little more is put in place than `z` does by itself: that is smaller once compressed, and quicker.
  flags=(-Clink-arg=--max-memory=16777216 -Cllvm-args=-inline-threshold=8)
  flags+=("--remap-path-prefix=$home=" "--remap-path-prefix=$root=")
  for folder in "$home"/registry/src/*/; do flags+=("--remap-path-prefix=${folder%/}="); done
  local IFS=$'\x1f'
  echo "${flags[*]}"
}

compile() {
  cargo fetch --quiet --locked || stop "the crates could not be fetched" "check the network, then run this again"
  # The crate type stands here because in Cargo.toml it would switch link-time optimisation off.
  run "cargo: $triple" "correct what the compiler says above" \
    env CARGO_ENCODED_RUSTFLAGS="$(rust_flags)" \
    cargo rustc --locked --release --lib --target $triple --crate-type cdylib
}

# Flat code first, which the size passes then fold better; functions that are called once stay apart, since many are alike
# and compress better so (1 %); the lowest kilobyte is unused, since the stack grows down to it.
# Lowered to what every engine back to iOS 14 and WeChat's knows; features are named because not all of them load everywhere.
optimise() {
  in_tests wasm-opt "$1" --output "$2" --flatten --rereloop -Oz -O3 -Oz --converge --one-caller-inline-max-function-size=0 --low-memory-unused --strip-debug --strip-producers --strip-target-features \
    --enable-bulk-memory --enable-bulk-memory-opt --enable-sign-ext --enable-nontrapping-float-to-int --enable-mutable-globals \
    --signext-lowering --llvm-nontrapping-fptoint-lowering &&
    node tests/tools/trim.mjs "$2"
}

glue() {
  local built=$target/$triple/release/tousu.wasm
  if [ "$stage/tousu_bg.wasm" -nt "$built" ] && [ "$stage/tousu_bg.wasm" -nt build.sh ] && [ "$stage/tousu_bg.wasm" -nt tests/tools/trim.mjs ] && [ "$stage/tousu_bg.wasm" -nt tests/tools/memory.mjs ] && [ "$stage/tousu_bg.wasm" -nt tests/tools/order.mjs ]; then return; fi
  # Apart until it is whole: a step that fails leaves nothing that the next run would take for done.
  local half=$stage.half
  rm -rf "$stage" "$half" && mkdir -p "$half"
  run "wasm-bindgen" "delete $tools and run this again" "$bindgen" "$built" "$half"
  run "wasm-opt" "delete tests/node_modules and run this again" optimise "$half/tousu_bg.wasm" "$half/optimised.wasm"
  mv "$half/optimised.wasm" "$half/tousu_bg.wasm"
  mv "$half" "$stage"
}

# What the sources in www/lib import and git does not have stands in www/lib/built.
types() {
  mkdir -p www/lib/built
  cargo run --quiet --locked --example types -- "$stage" www/lib/built
}

module() {
  need_rust
  need_node
  need_bindgen
  compile
  glue
}

build() {
  module
  run "types and catalogue from the crate" "correct what the compiler says above" types
  run "package in www/pkg" "see the message above" node tests/tools/package.mjs "$stage"
  run "page in www/dist" "see the message above" node tests/tools/page.mjs www
  run "the page as one file, www/tousu.html" "see the message above" node tests/tools/single.mjs www www/tousu.html
  run "documents in www/docs" "see the message above" node tests/tools/docs.mjs www
  # Last, because it holds the sums of all files of the page.
  run "service worker, www/sw.js" "see the message above" node tests/tools/offline.mjs www
  say "size"
  node tests/tools/size.mjs || say "over its budget: ./build.sh test will not pass"
}

# ── testing ──

failed=0 passed=0 skipped=0 left_out=
status=0  # of the last check

# check WHAT ADVICE COMMAND…: like `run`, but goes on after a failure, and counts the tests that cargo and Node report; what
# reports none counts as one.
check() {
  local what=$1 advice=$2 begun=$SECONDS ok=0 wrong=0 left=0 names; shift 2
  say "$what"
  status=0
  "$@" 2>&1 | tee "$log" || status=$?
  # "test result: ok. 7 passed; 0 failed; 0 ignored; …" of cargo, "ℹ pass 7" of Node.
  read -r ok wrong left < <(awk '
    /^test result:/ { ok += $4; wrong += $6; left += $8 }
    $1 == "ℹ" && NF == 3 { if ($2 == "pass") ok += $3; else if ($2 == "fail" || $2 == "cancelled") wrong += $3; else if ($2 == "skipped" || $2 == "todo") left += $3 }
    END { print ok + 0, wrong + 0, left + 0 }' "$log")
  names=$(sed -n 's/^ *﹣ \(.*\) ([0-9.]*ms) # /\1: /p' "$log")
  [ -z "$names" ] || left_out+=$names$'\n'
  if [ $status -ne 0 ]; then
    [ $wrong -gt 0 ] || wrong=1
    printf '\033[31m✗ failed: %s\033[0m\n  %s\n' "$what" "$advice" >&2
  elif [ $((ok + wrong + left)) -eq 0 ]; then ok=1; fi
  passed=$((passed + ok)) failed=$((failed + wrong)) skipped=$((skipped + left))
  [ $((SECONDS - begun)) -lt 5 ] || echo "   $((SECONDS - begun)) s"
}

# leave_out COUNT WHAT WHY…: what cannot be done on this machine, and how to have it.
leave_out() {
  skipped=$((skipped + $1)); shift
  left_out+=$1": "${*:2}$'\n'
}

sum_up() {
  local status=$?
  rm -f "$log"
  [ $status -eq 0 ] || [ $failed -gt 0 ] || failed=1
  [ -z "$left_out" ] || printf '\nLeft out:\n%s' "$(sed 's/^/  /' <<<"${left_out%$'\n'}")"$'\n'
  printf '\n%s s\n%s passed, %s failed, %s skipped\n' "$SECONDS" "$passed" "$failed" "$skipped"
  [ $failed -eq 0 ] || exit 1
}

test_rust() {
  if cargo fmt --version >/dev/null 2>&1; then check "cargo fmt" "run cargo fmt" cargo fmt --check
  else leave_out 1 "cargo fmt" "rustfmt is not here: rustup component add rustfmt"; fi
  if cargo clippy --version >/dev/null 2>&1; then
    check "clippy" "correct what clippy says above" cargo clippy --quiet --locked --all-targets -- -D warnings
    check "clippy: $triple" "correct what clippy says above" cargo clippy --quiet --locked --lib --target $triple -- -D warnings
  else leave_out 2 "clippy" "it is not here: rustup component add clippy"; fi
  # The first is left to tests/node/parity.test.mjs, which gives it its input; the second is a measurement.
  check "cargo test" "correct what failed; TOUSU_BLESS=1 cargo test scenarios writes expected texts anew, for review" \
    cargo test --quiet --locked -- --exact --skip parity::answers --skip speed::reading_a_paragraph
  RUSTDOCFLAGS="-D warnings -D missing_docs" check "cargo doc" "correct what rustdoc says above" cargo doc --quiet --locked --no-deps
}

# What may stand in Cargo.lock. The same rules are held by tests/node/supply.test.mjs; this tool, which takes minutes to
# install, knows the advisories besides.
test_supply() {
  if ! cargo deny --version >/dev/null 2>&1; then leave_out 2 "cargo deny, and its advisories" "it is not here: cargo install --locked cargo-deny (some minutes)"; return; fi
  check "cargo deny" "see deny.toml for what is allowed" cargo deny --log-level error check licenses bans sources
  if ! cargo deny --log-level off fetch db >/dev/null 2>&1; then leave_out 1 "cargo deny advisories" "their database, a git repository at GitHub, cannot be reached"; return; fi
  check "cargo deny advisories" "update the crate that is named" cargo deny --log-level error check advisories
}

# A fixed number of runs from the kept corpus.
test_fuzz() {
  if ! command -v "${CXX:-c++}" >/dev/null; then leave_out 1 "fuzzing" "libFuzzer needs a C++ compiler (Debian: apt-get install g++, as root)"; return; fi
  check "fuzzing" "tests/fuzz/run.sh show TARGET FILE runs again what broke it" tests/fuzz/run.sh 2000
}

# Two files at a time: each has a server, a browser and a profile of its own.
in_node() { node --test --test-reporter=spec --test-concurrency=2 "$@"; }

biome() { (cd www && in_tests biome "$@"); }

test_web() {
  check "biome: format and lint of www" "run ./build.sh format; what is left needs a hand" biome check --error-on-warnings
  check "types of www" "correct what tsc says above" in_tests tsc --project www
  check "types of the service worker" "correct what tsc says above" in_tests tsc --project www/files/offline
  check "types of the mini-program's form" "correct what tsc says above" in_tests tsc --project www/lib/mini-program
  check "unit tests of www" "see the failing test above" node --test --test-reporter=spec tests/unit/*.test.mjs
}

test_package() {
  check "types against the contract" "the package no longer keeps its interface" in_tests tsc --project tests/node/types
  local found files=(tests/browser/*.test.mjs)
  if found=$(node tests/tools/chromium.mjs); then export CHROMIUM=$found
  else leave_out ${#files[@]} "the page in Chromium, ${#files[@]} files of tests" "$found"; files=(); fi
  check "the package in Node" "see the failing test above" in_node tests/node/*.test.mjs
  [ ${#files[@]} -eq 0 ] || check "the page in Chromium" "see the failing test above" in_node "${files[@]}"
  check "size" "find what grew; raise a number in tests/budgets.json only for a reason" node tests/tools/size.mjs
}

# What needs no module and no browser.
test_quick() {
  log=$(mktemp)
  trap sum_up EXIT
  need_rust
  need_node
  check "cargo fmt" "run ./build.sh format" cargo fmt --check
  check "clippy" "correct what clippy says above" cargo clippy --quiet --locked --all-targets -- -D warnings
  check "Rust tests" "correct what failed" cargo test --quiet --locked --lib --test suite -- --exact --skip parity::answers --skip speed::reading_a_paragraph
  mkdir -p "$stage"
  check "types from the crate" "correct what the compiler says above" types
  test_web
}

test_all() {
  log=$(mktemp)
  trap sum_up EXIT
  need_rust
  need_node
  test_rust
  test_supply
  test_fuzz
  check "the build" "see the message above" build
  if [ $status -eq 0 ]; then
    test_web
    test_package
  else leave_out 1 "types, package, page and size" "they need the build, which failed"; fi
}

# The same sources in another folder must give the same module.
repeat() {
  build
  copy=$(mktemp -d)
  trap 'rm -rf "$copy"' EXIT
  tar cf - --exclude node_modules Cargo.toml Cargo.lock build.rs build.sh src tests | tar xf - -C "$copy"
  ln -s "$root/tests/node_modules" "$copy/tests/node_modules"
  TOUSU_TOOLS=$tools CARGO_TARGET_DIR=$copy/target run "the module once more in $copy" "see above" "$copy/build.sh" module
  run "compare" "a path or a time got into the module: compare the two with wasm-tools print" cmp "$stage/tousu_bg.wasm" "$copy/target/stage/tousu_bg.wasm"
  sha256sum "$stage/tousu_bg.wasm" 2>/dev/null || shasum -a 256 "$stage/tousu_bg.wasm"
}

case ${1:-build} in
  build) build; say "www/ is the complete site, www/pkg/ the npm package" ;;
  serve) build; node tests/tools/serve.mjs www "${PORT:-8080}" ;;
  test) test_all ;;
  quick) test_quick ;;
  format) need_rust; need_node; cargo fmt; biome check --write ;;
  module) module ;;
  hosts) build; CHROMIUM=$(node tests/tools/chromium.mjs) node --test --test-reporter=spec tests/hosts/*.test.mjs ;;
  size) node tests/tools/size.mjs ;;
  repeat) repeat ;;
  clean) rm -rf "$target" www/pkg www/dist www/tousu.html www/sw.js www/lib/built tests/node_modules ;;
  *) sed -n '2,/^set/s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
