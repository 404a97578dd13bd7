#!/usr/bin/env bash
# Sets everything up and runs the whole application. Arguments go to the AppHost, for example
#   ./run.sh --Oj:Port=3101 --Oj:ApiReplicas=5 --Oj:SandboxReplicas=3 --Oj:Slots=4 --Oj:DashboardPort=18999
# Ctrl-C stops it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
source scripts/prerequisites.sh

oj_prerequisites "${OJ_TO_RUN[@]}"
echo "Building ..."
dotnet build OjAspire.AppHost --configuration Release --nologo --verbosity quiet -clp:NoSummary
# The program becomes this process, so that a signal to the script reaches it.
exec dotnet run --project OjAspire.AppHost --configuration Release --no-build --no-launch-profile -- "$@"
