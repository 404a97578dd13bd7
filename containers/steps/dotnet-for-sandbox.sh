#!/usr/bin/env bash
# Step of an image: dotnet-for-sandbox.sh FROM TO copies the part of a .NET SDK that a sandbox needs: the runtimes, and the compiler
# for C# submissions. The rest of the SDK is several hundred megabytes.
set -euo pipefail
from=$1
to=$2

sdk=$(find "$from/sdk" -mindepth 1 -maxdepth 1 -type d | sort -V | tail -n 1)
mkdir -p "$to/shared" "$to/sdk/$(basename "$sdk")/Roslyn"
cp -a "$from/dotnet" "$from/host" "$to/"
cp -a "$from/shared/Microsoft.NETCore.App" "$from/shared/Microsoft.AspNetCore.App" "$to/shared/"
cp -a "$sdk/Roslyn/bincore" "$to/sdk/$(basename "$sdk")/Roslyn/"
