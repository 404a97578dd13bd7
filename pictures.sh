#!/usr/bin/env bash
# Takes the pictures that README and docs show, of the running application by a real browser, and puts them into docs/pictures.
# Arguments are parts of names, for example ./pictures.sh graph topology; none takes all.
# The exit code is 0 only if every picture could be taken and is small enough.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
source scripts/prerequisites.sh

oj_prerequisites "${OJ_TO_PICTURE[@]}"
echo "Building ..."
dotnet build OjAspire.Pictures --configuration Release --nologo --verbosity quiet -clp:NoSummary
dotnet run --project OjAspire.Pictures --configuration Release --no-build -- "$@"
