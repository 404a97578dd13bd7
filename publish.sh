#!/usr/bin/env bash
# Writes what is published from the application host and committed: aspire-manifest.json and k8s/. With a folder as argument
# also the Helm chart, into that folder. Nothing secret is read or written.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

dotnet build OjAspire.AppHost --configuration Release --nologo --verbosity quiet -clp:NoSummary
dotnet build OjAspire.Manifests --configuration Release --nologo --verbosity quiet -clp:NoSummary
app_host() { dotnet run --project OjAspire.AppHost --configuration Release --no-build --no-launch-profile -- "$@"; }

chart=${1:-$(mktemp -d)}
trap '[[ $# -gt 0 ]] || rm -rf "$chart"' EXIT
app_host --publisher manifest --output-path "$PWD/aspire-manifest.json"
app_host --operation publish --step publish --output-path "$(realpath -m "$chart")"
dotnet run --project OjAspire.Manifests --configuration Release --no-build -- "$chart" k8s
