#!/usr/bin/env bash
# Takes FandolFang (仿宋, GPL with font exception) out of Debian's package into the fonts folder, so
# that the PDF sets answers in 仿宋 as the official form does. Without it they stand in Noto Serif.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

target=$PWD/src/jiqun/documents/fonts
command -v apt-get >/dev/null || { echo "本机没有 apt，请自行把 FandolFang-Regular.otf 放入 $target。" >&2; exit 1; }
work=$(mktemp -d)
chmod 755 "$work"  # apt downloads as a user of its own
trap 'rm -rf "$work"' EXIT
cd "$work"
echo "下载仿宋字体（约 50 MB）"
apt-get -q download texlive-lang-chinese >/dev/null || { echo "下载失败，请先运行 apt-get update。" >&2; exit 1; }
dpkg-deb -x texlive-lang-chinese_*.deb .
mkdir -p "$target"
find . -name FandolFang-Regular.otf -exec cp {} "$target/" \;
echo "已安装：$target/FandolFang-Regular.otf"
