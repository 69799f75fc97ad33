#!/usr/bin/env bash
# Prepares this folder to "run", "lint" or "test". Safe to repeat: each step remembers the files it was
# done for, so a second call costs well under a second and a changed pin redoes only its own step.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

mode=${1:-run}
case $mode in
  lint) total=2 ;;
  run)  total=3 ;;
  test) total=4 ;;
  *)    echo "用法：tools/setup.sh run|lint|test" >&2; exit 2 ;;
esac

# "command=Debian package that brings it"; all of them are for tests only.
test_programs=(soffice=libreoffice-writer-nogui chromium=chromium fc-match=fontconfig initdb=postgresql)
venv=.venv
python=$venv/bin/python

die() { echo "准备工作没有完成：$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }
has_library() { "$python" -c "import ctypes; ctypes.CDLL('$1')" 2>/dev/null; }
step() { echo "[准备 $1/$total] $2"; }

key() { { pwd; cat "$@"; } | sha256sum | cut -d' ' -f1; }
done_for() { [[ -f $1 && $(<"$1") == "$2" ]]; }

install_debian() {
  local wish="apt-get update && apt-get install -y --no-install-recommends $*"
  have apt-get || die "缺少 $*，本机又没有 apt，请用系统自带的方式装好后再运行一次。"
  [[ $(id -u) == 0 ]] || die "缺少系统软件 $*，请让管理员执行：$wish"
  local apt=(apt-get -q -y -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0)
  local log; log=$(mktemp)
  # Its hundreds of lines matter only when it fails.
  if ! { DEBIAN_FRONTEND=noninteractive "${apt[@]}" update &&
         DEBIAN_FRONTEND=noninteractive "${apt[@]}" install --no-install-recommends "$@"
       } >"$log" 2>&1 </dev/null; then
    tail -n 20 "$log" >&2
    rm -f "$log"
    die "apt 安装 $* 失败（原因见上），请查明后再运行一次。"
  fi
  rm -f "$log"
}

pip_install() { "$python" -m pip install --quiet --disable-pip-version-check "$@"; }

make_venv() {
  # A virtual environment holds absolute paths, so a moved folder needs a new one.
  if "$python" -c '' 2>/dev/null && grep -qF "$PWD/$venv" $venv/bin/activate; then return; fi
  step 1 "建立 Python 环境"
  local base=${PYTHON:-python3}
  have "$base" || die "缺少 Python，请安装 Python 3.11 或更新的版本。"
  "$base" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    die "Python 版本太旧，请安装 3.11 或更新的版本。"
  "$base" -c 'import ensurepip' 2>/dev/null || install_debian python3-venv
  rm -rf $venv
  "$base" -m venv $venv || die "建立 $venv 失败（原因见上）。"
}

install_python() {
  # dev.txt repeats run.txt, pin for pin, so whoever has the one has the other.
  local wanted=requirements/dev.txt
  if [[ $mode == run ]]; then wanted=requirements/run.txt; fi
  local now; now=$(key requirements/*.txt pyproject.toml)
  if done_for "$venv/.done-dev" "$now"; then return; fi
  if [[ $mode == run ]] && done_for "$venv/.done-run" "$now"; then return; fi
  step 2 "安装 Python 依赖（第一次约需一分钟）"
  pip_install --require-hashes -r requirements/build.txt || die "安装打包工具失败（原因见上）。"
  pip_install --require-hashes -r $wanted || die "安装 Python 依赖失败（原因见上）。"
  pip_install --no-deps --no-index --no-build-isolation --editable . || die "安装 jiqun 失败（原因见上）。"
  local name; name=$(basename $wanted .txt)
  echo "$now" >"$venv/.done-$name"
}

install_assets() {
  local stamp=assets/node_modules/.done now
  now=$(key assets/package.json assets/package-lock.json assets/.npmrc requirements/node.txt)
  if ! done_for "$stamp" "$now"; then
    step 3 "下载网页样式与字体（约 130 MB）"
    local npm=npm
    if ! have npm; then
      npm=$PWD/$venv/bin/npm
      pip_install --require-hashes -r requirements/node.txt || die "安装 Node 失败（原因见上）。"
    fi
    # Node trusts only its own list; an organisation's certificates are in the system's.
    local system_ca=/etc/ssl/certs/ca-certificates.crt
    if [[ -f $system_ca ]]; then export NODE_EXTRA_CA_CERTS=${NODE_EXTRA_CA_CERTS:-$system_ca}; fi
    PATH=$PATH:$PWD/$venv/bin "$npm" ci --prefix assets --loglevel=error --no-progress >/dev/null ||
      die "下载网页样式与字体失败（原因见上）。"
    echo "$now" >"$stamp"
  fi
  "$python" tools/copy_assets.py
}

install_programs() {
  local missing=() pair
  # Debian keeps the programs of PostgreSQL's server in a folder for each version.
  local PATH=$PATH$(printf ':%s' /usr/lib/postgresql/*/bin)
  for pair in "${test_programs[@]}"; do
    have "${pair%%=*}" || missing+=("${pair#*=}")
  done
  # Playwright's own node needs it, and a bare Debian lacks it.
  has_library libatomic.so.1 || missing+=(libatomic1)
  if [[ ${#missing[@]} == 0 ]]; then return; fi
  step 4 "安装测试用的系统软件：${missing[*]}（约需一分钟）"
  install_debian "${missing[@]}"
}

make_venv
install_python
if [[ $mode != lint ]]; then install_assets; fi
if [[ $mode == test ]]; then install_programs; fi
