"""Write the hostile files into a folder."""

import sys
from pathlib import Path

from tests.files.hostile import CORPUS

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
for one in CORPUS.values():
    ending = one.name.rpartition(".")[2] if one.name.isprintable() and len(one.name) < 100 else "bin"
    (folder / f"{one.key}.{ending}").write_bytes(one.make())
