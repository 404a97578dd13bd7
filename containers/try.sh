#!/usr/bin/env bash
# The whole proof: builds both images from their Dockerfiles with buildah, unpacks them, and has the tests run them under runc with
# the privileges of k8s/: every language, and the sandbox without each of its capabilities in turn. Needs root.
#   containers/try.sh          base images are put together here, from Debian's packages and this machine's .NET SDK
#   containers/try.sh --pull   base images are the real ones, from their registries
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source scripts/prerequisites.sh
oj_prerequisites "${OJ_TO_TEST[@]}" buildah debootstrap

release=bookworm
work=$(mktemp -d /var/tmp/oj-containers.XXXXXX)
# Its own store: nothing of the machine's images is touched, and nothing of these is left.
export STORAGE_DRIVER=overlay BUILDAH_ISOLATION=chroot
buildah() { command buildah --root "$work/store" --runroot "$work/run" "$@"; }
clean_up() {
  buildah umount --all > /dev/null 2>&1 || true
  buildah rm --all > /dev/null 2>&1 || true
  umount "$work/store/overlay" 2> /dev/null || true
  rm -rf "$work"
}
trap clean_up EXIT

# stand_in NAME [FOLDER]: an image of a folder, or of Debian with .NET where the real image has it.
stand_in() {
  local container
  container=$(buildah from "${3:-scratch}")
  [[ -z $2 ]] || buildah add --quiet "$container" "$2" "${4:-/}" > /dev/null
  buildah commit --quiet "$container" "$1" > /dev/null
  buildah rm "$container" > /dev/null
}

if [[ ${1:-} != --pull ]]; then
  mirror=$(apt-get indextargets --format '$(REPO_URI)' "Codename: $release" | head -n 1)
  debootstrap --variant=minbase --include=ca-certificates "$release" "$work/debian" "$mirror" > "$work/debootstrap.log" \
    || { tail -n 20 "$work/debootstrap.log" >&2; exit 1; }
  dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
  mkdir -p "$work/sdk/usr/share" "$work/sdk/usr/bin" "$work/aspnet/usr/share/dotnet" "$work/aspnet/usr/bin"
  ln -s "$dotnet" "$work/sdk/usr/share/dotnet"
  cp -a "$dotnet/dotnet" "$dotnet/host" "$dotnet/shared" "$work/aspnet/usr/share/dotnet/"
  ln -s ../share/dotnet/dotnet "$work/aspnet/usr/bin/dotnet"
  stand_in docker.io/library/debian:$release-slim "$work/debian"
  stand_in mcr.microsoft.com/dotnet/sdk:10.0 "$dotnet" docker.io/library/debian:$release-slim /usr/share/dotnet
  stand_in mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled "$work/aspnet" docker.io/library/debian:$release-slim
  rm -rf "$work/debian" "$work/sdk" "$work/aspnet"
fi
