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
debian=docker.io/library/debian:$release-slim
work=$(mktemp -d /var/tmp/oj-containers.XXXXXX)
# A store of its own: nothing of the machine's images is touched, and nothing of these is left.
mkdir "$work/bin"
printf '#!/bin/sh\nexec %s --root %s --runroot %s "$@"\n' "$(command -v buildah)" "$work/store" "$work/run" > "$work/bin/buildah"
chmod +x "$work/bin/buildah"
export PATH="$work/bin:$PATH" BUILDAH_ISOLATION=chroot STORAGE_DRIVER=overlay
clean_up() {
  buildah rm --all > /dev/null 2>&1 || true
  umount "$work/store/overlay" 2> /dev/null || true
  rm -rf "$work"
}
trap clean_up EXIT

# stand_in NAME BASE FROM TO [COMMAND]: an image that is another one with a folder of this machine in it.
stand_in() {
  local container
  container=$(buildah from --pull-never "$2")
  buildah add --quiet "$container" "$3" "$4" > /dev/null
  [[ -z ${5:-} ]] || buildah run "$container" -- sh -c "$5" > "$work/log" 2>&1 || { tail -n 20 "$work/log" >&2; exit 1; }
  buildah commit --quiet "$container" "$1" > /dev/null
  buildah rm "$container" > /dev/null
}

arguments=()
if [[ ${1:-} != --pull ]]; then
  echo "Putting base images together ..."
  mirror=$(apt-get indextargets --format '$(REPO_URI)' "Codename: $release" | head -n 1)
  debootstrap --variant=minbase "$release" "$work/debian" "$mirror" > "$work/log" 2>&1 || { tail -n 20 "$work/log" >&2; exit 1; }
  dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
  mkdir -p "$work/dotnet/usr/share/dotnet" "$work/dotnet/usr/bin"
  ln -s ../share/dotnet/dotnet "$work/dotnet/usr/bin/dotnet"
  stand_in "$debian" scratch "$work/debian" /
  stand_in local/dotnet "$debian" "$work/dotnet" / "apt-get update && apt-get install -y --no-install-recommends ${OJ_DOTNET[*]}"
  stand_in mcr.microsoft.com/dotnet/sdk:10.0 local/dotnet "$dotnet" /usr/share/dotnet
  cp -a "$dotnet/dotnet" "$dotnet/host" "$dotnet/shared" "$work/dotnet/usr/share/dotnet/"
  stand_in mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled local/dotnet "$work/dotnet" /
  # What this machine has restored is all the packages that there are: a container need not reach what this machine reaches.
  dotnet restore OjAspire.sln --verbosity quiet
  packages=$(dotnet nuget locals global-packages --list | sed 's/^global-packages: //')
  mkdir "$work/nuget"
  cat > "$work/nuget/NuGet.Config" << END
<configuration><packageSources><clear /><add key="restored" value="/root/.nuget/packages" /></packageSources></configuration>
END
  arguments=(--pull-never --volume "$packages:/root/.nuget/packages" --volume "$work/nuget:/root/.nuget/NuGet")
fi

echo "Building the images ..."
OJ_BUILDER=buildah containers/build.sh -- "${arguments[@]}"

mkdir "$work/images"
for image in oj-api-server oj-sandbox; do
  root=$(buildah mount "$(buildah from --pull-never "localhost/$image:latest")")
  ln -s "$root" "$work/images/$image"
  echo "$image: $(du -sh "$root" | cut -f 1)"
done

echo "Running them ..."
dotnet build OjAspire.Tests --configuration Release --nologo --verbosity quiet -clp:NoSummary
OJ_CONTAINER_IMAGES="$work/images" dotnet test OjAspire.Tests --configuration Release --no-build --nologo \
  --logger "console;verbosity=normal" --filter FullyQualifiedName~OjAspire.Tests.Containers
