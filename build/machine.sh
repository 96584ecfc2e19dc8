# What the scripts need of the machine. On Debian as root they install what is missing; elsewhere they say what to install.
# Sourced, never run. Everything here writes to standard error: standard output is for answers.

# Building shares one compiler process: half the time on a small machine.
export UseSharedCompilation=true MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

install_debian() { # packages…
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "installing: $*" >&2
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >&2
  else
    echo "missing on this machine: $* (Debian package names). Please install and start again." >&2
    exit 2
  fi
}

need_dotnet() {
  command -v dotnet >/dev/null && dotnet --list-sdks | grep -q '^10\.' && return
  echo "The .NET 10 SDK is needed: https://dotnet.microsoft.com/download/dotnet/10.0" >&2
  exit 2
}

need_node() { command -v npm >/dev/null || install_debian nodejs npm; }

need_libcrypto() { ldconfig -p 2>/dev/null | grep -q 'libcrypto\.so\.3' || install_debian libssl3; }

need_softhsm() { command -v softhsm2-util >/dev/null || install_debian softhsm2; }

need_postgres() { ls -d /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || install_debian postgresql; }

# Signs of names beyond what the program's own font has (extension B and on).
need_rare_signs() { [ -f /usr/share/fonts/truetype/hanazono/HanaMinB.ttf ] || install_debian fonts-hanazono; }

need_chromium() {
  [ -x /usr/bin/chromium ] || install_debian chromium
  fc-list 2>/dev/null | grep -qi 'noto.*cjk' || install_debian fontconfig fonts-noto-cjk
}

# Builds the application into artifacts/app unless nothing it is made of has changed since.
publish_once() { # project folder
  local stamp="$1/artifacts/app.stamp" newest
  newest=$(cd "$1" && find src rulebooks seed build Directory.*.props global.json -type f \
    -not -path '*/bin/*' -not -path '*/obj/*' -not -path '*/node_modules/*' -not -path '*/wwwroot/lib/*' -newer "$stamp" -print -quit 2>/dev/null || echo none)
  [ -f "$stamp" ] && [ -z "$newest" ] && return
  echo "building …" >&2
  mkdir -p "$1/artifacts"
  touch "$stamp.next"
  dotnet publish "$1/src/Host/Host.csproj" -c Release -o "$1/artifacts/app" -v q --nologo >&2
  mv "$stamp.next" "$stamp"
}
