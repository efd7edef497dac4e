# shellcheck shell=bash
# Shared by the scripts of this folder: where the project is, how it is built, how steps are told.
# It is sourced, never run.
# shellcheck disable=SC2034  # its variables are read by the scripts that source it
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

# The C and C++ targets are optimised in debug builds too: unoptimised, they make the tests crawl.
debug_flags=(-Xcc -O2 -Xcxx -O2)
# One release build for every purpose. The Swift libraries are linked in, so that the program runs without a toolchain.
release_flags=(--configuration release --static-swift-stdlib --product kosh)

say() { printf '%s\n' "$*"; }

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# Builds the release program and puts its path into `kosh`.
build_release() {
  say "Building Kosh (the first time takes a few minutes) …"
  # The linker remarks on a function deep inside Foundation that nothing here calls.
  swift build --package-path "$root" "${release_flags[@]}" 2>&1 | grep -v "the use of .mktemp. is dangerous" || return
  kosh="$(swift build --package-path "$root" "${release_flags[@]}" --show-bin-path)/kosh"
}

# Runs a command and keeps what it prints out of sight unless it fails: `step NAME COMMAND...`.
# A command that has one line to add to the result writes it as its last line, beginning with "result: ".
step() {
  local name="$1" start="$SECONDS" log note status=0
  shift
  log="$(mktemp)"
  "$@" >"$log" 2>&1 </dev/null || status=$?
  if ((status == 0)); then
    note="$(sed -n '$s/^result: //p' "$log")"
    printf 'ok      %-14s %s\n' "$name" "${note:-done} ($((SECONDS - start)) s)"
  else
    cat "$log"
    printf 'FAILED  %-14s exit status %d (%d s)\n' "$name" "$status" "$((SECONDS - start))"
  fi
  rm -f "$log"
  return "$status"
}
