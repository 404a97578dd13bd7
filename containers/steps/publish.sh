#!/usr/bin/env bash
# Step of an image: publish.sh PROJECT FOLDER publishes a project of this repository, the same bytes wherever it is done.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export PATH=$PATH:/usr/share/dotnet DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1

dotnet publish "$1" --configuration Release --output "$2" -p:UseAppHost=false -p:ContinuousIntegrationBuild=true -p:DebugType=embedded
rm -f "$2"/*.xml
