#!/bin/sh
# The image of deploy/Dockerfile without a container engine and, once its wheels are there, without a network for pip:
# a base from Debian's packages, built and run by buildah. Needs root, buildah and debootstrap.
#   deploy/image.sh PYTHON    a Python 3.11, as Debian 12 has it, with what the tests need: it fetches the wheels and tries the image
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
    rm -rf "$tree"/var/cache/apt/archives/*.deb "$tree"/var/lib/apt/lists/* "$tree"/usr/share/doc "$tree"/usr/share/man \
        "$tree"/usr/share/locale
    made=$(buildah from scratch)
    buildah add --quiet "$made" "$tree" / >/dev/null
    buildah commit --quiet --rm "$made" "$base" >/dev/null
fi

say "Building ..."
buildah bud --pull-never --network host --format docker --layers=false --file "$root/deploy/Dockerfile" --tag briefing \
    --build-arg BASE="$base" --build-arg PIP_NO_INDEX=1 --build-arg PIP_FIND_LINKS=/wheels \
    --volume "$wheels:/wheels:ro" "$root" >&2
buildah images briefing >&2
case $(buildah images --noheading --format '{{.Size}}' briefing) in
    [1-6][0-9][0-9]" MB") ;;
    *) say "Less than 700 MB was promised."; exit 1 ;;
esac

# What is in it, run as it will be: by the user of the image, on a port of this machine.
say "Trying it ..."
port=$("$python" -c 'import socket; free = socket.socket(); free.bind(("127.0.0.1", 0)); print(free.getsockname()[1])')
container=$(buildah from --pull-never localhost/briefing)
buildah run --user 10001 "$container" -- python -m streamlit run dashboard.py --server.port=$port \
    --server.address=127.0.0.1 --server.headless=true >"$root/build/container.log" 2>&1 &
running=$!
trap 'kill $running 2>/dev/null; wait $running 2>/dev/null || :; buildah rm "$container" >/dev/null' EXIT
until curl --noproxy '*' --silent --fail --output /dev/null "http://127.0.0.1:$port/_stcore/health"; do
    kill -0 $running || { cat "$root/build/container.log" >&2; exit 1; }
    sleep 1
done
cd "$root"
BRIEFING_SERVED=http://127.0.0.1:$port "$python" -m pytest -p no:cacheprovider tests/e2e/test_security.py \
    -k "policy_refuses or planted or strangers or needs_is_not"
