#!/usr/bin/env bash
# Sets everything up and runs every test. Arguments go to `dotnet test`, for example ./test.sh --filter Scheduling
# The last line is "N passed, N failed".
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
source scripts/prerequisites.sh

oj_prerequisites "${OJ_TO_TEST[@]}"
oj_kubernetes_tools
oj_otlp_senders
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

# The real application is what the integration tests start, so everything is built as it is run.
dotnet build OjAspire.sln --configuration Release --nologo --verbosity quiet -clp:NoSummary || { echo "0 passed, 1 failed"; exit 1; }
dotnet test OjAspire.sln --configuration Release --no-build --nologo \
  --logger "console;verbosity=minimal" --logger trx --results-directory "$results" "$@"
code=$?

# One .trx file per test project; <Counters ... passed="N" failed="N" .../> in each.
count() { cat "$results"/*.trx 2> /dev/null | grep -oE "<Counters [^>]*" | grep -oE " $1=\"[0-9]+\"" | grep -oE '[0-9]+' | awk "{ sum += \$1 } END { print sum + 0 }"; }
passed=$(count passed)
failed=$(count failed)
((code == 0 || failed > 0)) || failed=1
echo "${passed:-0} passed, ${failed:-0} failed"
exit "$code"
