#!/usr/bin/env bash
# Starts the application with a database, submits programs whose verdicts are known, and kills, pauses, restarts and cuts off all of it
# meanwhile; in the end every acknowledged submission must have its one right verdict. Needs root.
#   ./chaos.sh [MINUTES] [SEED]        (./chaos.sh --help tells all)
# The exit code is 0 only if nothing is lost and nothing is wrong. Ctrl-C cleans up.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
source scripts/prerequisites.sh
source scripts/own-session.sh

if ((EUID != 0)); then
  echo "Network namespaces need root (CAP_SYS_ADMIN and CAP_NET_ADMIN): sudo ./chaos.sh $*" >&2
  exit 2
fi
oj_prerequisites "${OJ_TO_BREAK[@]}"
echo "Building ..."
dotnet build OjAspire.Chaos --configuration Release --nologo --verbosity quiet -clp:NoSummary

oj_in_own_session /var/tmp/oj-chaos- OjAspire.Chaos/bin/Release/net10.0/OjAspire.Chaos.dll "$@"
