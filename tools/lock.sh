#!/usr/bin/env bash
# Recompiles every pin. The result must install on any machine, so this machine's own settings
# (extra indexes, local wheel folders) are kept out of the resolution and out of the files.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../requirements"

export PIP_CONFIG_FILE=/dev/null CUSTOM_COMPILE_COMMAND="make lock"
unset PIP_FIND_LINKS PIP_INDEX_URL PIP_EXTRA_INDEX_URL

names=(build node run dev mutate)   # each is constrained by those before it
for i in "${!names[@]}"; do
  echo "[固定版本 $((i + 1))/$((${#names[@]} + 1))] requirements/${names[i]}.txt"
  ../.venv/bin/pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras \
    --no-emit-options --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
    --output-file "${names[i]}.txt" "${names[i]}.in"
done

# The package names the same build backend as the one that is installed.
backend=$(grep -o '^setuptools==[^ ]*' build.txt)
sed -i "s/setuptools==[^\"]*/$backend/" ../pyproject.toml

echo "[固定版本 $((${#names[@]} + 1))/$((${#names[@]} + 1))] assets/package-lock.json"
PATH=$PATH:$PWD/../.venv/bin npm install --prefix ../assets --package-lock-only --loglevel=error
if grep -nE '://|file:' ./*.txt || grep -n '"resolved"' ../assets/package-lock.json; then
  echo "固定文件里出现了下载地址（见上），请不要提交。" >&2
  exit 1
fi
echo "完成。请按 make test 的提示更新 docs/dependencies.md 里的版本。"
