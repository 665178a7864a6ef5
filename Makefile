# Every target only calls bootstrap.py; use `python3 bootstrap.py NAME` where there is no make.
.PHONY: demo demo-fresh test check year bench bench-quick score lock

demo demo-fresh test check year bench bench-quick score:
	@python3 bootstrap.py $@

lock: ## for maintainers: needs uv
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock" pyproject.toml -o requirements.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock" --group dev -c requirements.txt pyproject.toml -o requirements-dev.txt
