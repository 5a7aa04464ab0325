# Sourced by the other scripts: finds a Python, makes .venv and installs the program into it, once per change of pyproject.toml.
# Where pip takes packages from is the machine's own affair (PIP_INDEX_URL, pip.conf): nothing here names a registry.

say() { printf '%s\n' "$*" >&2; }
die() { say "$@"; exit 1; }

# Run a command as root, or fail without asking for a password.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then sudo -n "$@"
  else return 1
  fi
}

# Install Debian packages, where that can be done here.
apt_install() {
  command -v apt-get >/dev/null 2>&1 || return 1
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >/dev/null 2>&1 || true
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1
}

find_python() {
  local name
  for name in ${TAKHRIJ_PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
    if command -v "$name" >/dev/null 2>&1 && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$name"
      return 0
    fi
  done
  return 1
}

make_venv() {
  local python version
  if [ -x .venv/bin/python ] && .venv/bin/python -m pip --version >/dev/null 2>&1; then
    return 0
  fi
  python=$(find_python) || die "Python 3.11 or later is needed. On Debian 12, Ubuntu 24.04 and later: apt-get install python3 python3-venv"
  say "Making a virtual environment in .venv with $python"
  if ! "$python" -m venv --clear .venv >/dev/null 2>&1; then
    version=$("$python" -c 'import sys; print(f"{sys.version_info[0]}.{sys.version_info[1]}")')
    say "The module venv is missing; trying to install python3-venv"
    apt_install python3-venv || apt_install "python$version-venv" || true
    "$python" -m venv --clear .venv >/dev/null 2>&1 ||
      die "Python cannot make a virtual environment. Install the package python3-venv (or python$version-venv) and run this again."
  fi
}

# install_program EXTRAS: the program, editable, with extras such as "[dev]"; quick where it was done before.
install_program() {
  local stamp wanted
  make_venv
  stamp=".venv/.takhrij-installed"
  wanted="$1 $PWD $(sha256sum < pyproject.toml)"
  if [ -f "$stamp" ] && grep -qxF -- "$wanted" "$stamp"; then
    return 0
  fi
  say "Installing takhrij$1 and what it needs (this takes a minute)"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --editable ".$1" ||
    die "pip could not install the packages: see its message above."
  printf '%s\n' "$wanted" >> "$stamp"
}
