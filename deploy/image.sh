#!/bin/sh
# The image of deploy/Dockerfile without a container engine and, once its wheels are there, without a network for pip:
# a base from Debian's packages, built and run by buildah. Needs root, buildah and debootstrap.
#   deploy/image.sh PYTHON    the Python that fetches the wheels: 3.11, as Debian 12 has it
set -eu

python=${1:-python3}
root=$(cd "$(dirname "$0")/.." && pwd)
wheels=$root/build/wheels
base=localhost/briefing-base
export BUILDAH_ISOLATION=chroot STORAGE_DRIVER=vfs

say() { printf '%s\n' "$*" >&2; }

for program in buildah debootstrap; do
    command -v "$program" >/dev/null || { say "$program is needed: apt-get install $program"; exit 1; }
done
[ "$(id -u)" = 0 ] || { say "root is needed, to make a file system of another machine"; exit 1; }

# As pip would take them along to a machine without a network.
mkdir -p "$wheels"
say "Fetching wheels ..."
"$python" -m pip download --quiet --require-hashes --requirement "$root/requirements.lock" --dest "$wheels"

if ! buildah images --quiet "$base" >/dev/null 2>&1; then
    say "Making a base of Debian's packages ..."
    tree=$(mktemp -d)
    trap 'rm -rf "$tree"' EXIT
    mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' | head -1)
    debootstrap --variant=minbase --include=python3,python3-venv,ca-certificates bookworm "$tree" "$mirror" >&2
    rm -rf "$tree"/var/cache/apt/archives/*.deb "$tree"/var/lib/apt/lists/* "$tree"/usr/share/doc "$tree"/usr/share/man
    made=$(buildah from scratch)
    buildah add --quiet "$made" "$tree" / >/dev/null
    buildah commit --quiet --rm "$made" "$base" >/dev/null
fi

say "Building ..."
buildah bud --pull-never --network host --format docker --layers=false --file "$root/deploy/Dockerfile" --tag briefing \
    --build-arg BASE="$base" --build-arg PIP_NO_INDEX=1 --build-arg PIP_FIND_LINKS=/wheels \
    --volume "$wheels:/wheels:ro" "$root" >&2
buildah inspect --type image --format '{{.FromImageID}}' briefing
