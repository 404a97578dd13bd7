#!/usr/bin/env bash
# Step of an image: install.sh build|run puts in what building the sandbox needs, or what running it does, from Debian.
# The lists are those of ./run.sh. Nothing is left that differs from one build to the next.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source scripts/prerequisites.sh

case ${1:-} in
  build) wanted=("${OJ_TO_BUILD[@]}" "${OJ_DOTNET[@]}") ;;
  run) wanted=("${OJ_TO_RUN[@]}" "${OJ_DOTNET[@]}") ;;
  *) echo "usage: install.sh build|run" >&2; exit 2 ;;
esac

mapfile -t packages < <(oj_packages "${wanted[@]}")
export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install -y --no-install-recommends "${packages[@]}"
apt-get clean
rm -rf /var/lib/apt/lists/* /var/cache/ldconfig/aux-cache /var/cache/debconf/*-old /var/lib/dpkg/*-old /var/log/apt /var/log/dpkg.log /var/log/alternatives.log
