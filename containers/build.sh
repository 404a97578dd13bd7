#!/usr/bin/env bash
# Builds the images oj-api-server and oj-sandbox with docker, podman or buildah, whichever is there:
#   containers/build.sh [IMAGE]... [-- ARGUMENTS FOR THE BUILDER]
# OJ_BUILDER names the builder, OJ_TAG the tag (latest). Dates in the images are those of the last commit.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

images=()
while (($#)) && [[ $1 != -- ]]; do images+=("$1"); shift; done
(($# == 0)) || shift
((${#images[@]})) || images=(oj-api-server oj-sandbox)

builder=${OJ_BUILDER:-}
for each in docker podman buildah; do
  [[ -n $builder ]] || ! command -v "$each" > /dev/null || builder=$each
done
[[ -n $builder ]] || { echo "None of docker, podman and buildah is here; on Debian: apt-get install -y buildah" >&2; exit 1; }

SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2> /dev/null || echo 0)
export SOURCE_DATE_EPOCH
# docker takes the dates from the environment; the others are told.
dates=()
[[ $builder == docker ]] || dates=(--timestamp "$SOURCE_DATE_EPOCH")

for image in "${images[@]}"; do
  "$builder" build --file "containers/$image.Dockerfile" --tag "$image:${OJ_TAG:-latest}" "${dates[@]}" "$@" .
done
