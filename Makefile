.DEFAULT_GOAL := help
.PHONY: help run test lint bench mutate rulebook pictures fangsong lock clean

bin := .venv/bin
HOST ?= 127.0.0.1
PORT ?= 8000
export HOST PORT
# The tests of what is stored: they run once more, on PostgreSQL.
stored = tests/web/*/ $(addprefix tests/web/test_,at_once.py filed_at_once.py killed.py killed_filing.py \
	limits.py)
on_postgresql = $(bin)/python -m tools.postgresql

help:   ## 列出全部命令
	@grep -hE '^[a-z]+: *## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 14

run:    ## 准备环境，建立演示数据并启动系统（可用 HOST、PORT 改地址，默认 127.0.0.1:8000）
	@tools/setup.sh run
	@JIQUN_DEMO_ACCOUNTS=$${JIQUN_DEMO_ACCOUNTS:-1} exec $(bin)/jiqun serve

test:   ## 准备环境，检查代码并运行全部测试
	@tools/setup.sh test
	@$(MAKE) --no-print-directory lint
	$(bin)/python -m pytest -n 2
	$(on_postgresql) $(bin)/python -m pytest -n 2 -m "" --hypothesis-profile=few $(stored)

lint:   ## 只检查代码：写法、类型、分层
	@tools/setup.sh lint
	$(bin)/ruff check .
	$(bin)/ruff format --check .
	$(bin)/mypy
	$(bin)/lint-imports --no-logo

bench:  ## 测量速度
	@tools/setup.sh test
	$(bin)/python -m tests.bench

mutate: ## 变异测试一个模块：make mutate MODULE=src/jiqun/core/rules/part2.py TESTS=tests/core
	@tools/setup.sh test
	@$(bin)/python -m pip install --quiet --require-hashes -r requirements/mutate.txt
	$(bin)/python tools/mutate.py $(MODULE) $(TESTS)

rulebook: ## 重新生成 docs/rulebook.md
	@tools/setup.sh lint
	$(bin)/jiqun rules --md > docs/rulebook.md.part
	@mv docs/rulebook.md.part docs/rulebook.md

pictures: ## 重新截取 docs/images 中的图片
	@tools/setup.sh test
	$(bin)/python tools/screenshot.py
	$(bin)/python tools/guides.py
	JIQUN_PICTURES=docs/images/guide $(bin)/python -m pytest -q tests/e2e/test_whole_way.py

fangsong: ## 从 Debian 取仿宋字体，供 PDF 使用（可选）
	@tools/fangsong.sh

lock:   ## 把全部依赖更新到最新版本并重新固定（含校验值）
	@tools/setup.sh test
	@tools/lock.sh

clean:  ## 删除环境、下载和缓存（不动数据）
	rm -rf .venv assets/node_modules build dist src/*.egg-info
	rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	rm -rf src/jiqun/web/static/vendor src/jiqun/documents/fonts
	find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
