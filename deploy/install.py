"""Makes .venv and installs one requirements file into it: `python3 deploy/install.py requirements.txt`.

What was installed last is kept in .venv as a copy of the file, so that a second run compares and ends. Needs only
the standard library; run with the Python that the portal shall use.
"""

import importlib.util
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
# requirements-dev.txt holds everything that requirements.txt does, in the same versions.
COVERS = {"requirements.txt": ("requirements.txt",), "requirements-dev.txt": ("requirements-dev.txt", "requirements.txt")}


def installed(name: str) -> Path:
    return VENV / f"installed-{name}"


def works() -> bool:
    """Whether .venv has a Python that starts, is new enough and has pip: a half-made or moved one has not."""
    test = f"import sys, pip; sys.exit(sys.version_info < {OLDEST})"
    try:
        return subprocess.run([str(PYTHON), "-c", test], stderr=subprocess.DEVNULL, check=False).returncode == 0
    except OSError:
        return False


def make_venv() -> None:
    if sys.version_info < OLDEST:
        needed, here = ".".join(map(str, OLDEST)), sys.version.split()[0]
        sys.exit(f"Python {needed} or newer is needed, this is {here}. Say which to use: make PYTHON=python3.12 …")
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        sys.exit("This Python cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv")
    print("Making .venv …", flush=True)
    subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)


def install(name: str) -> None:
    wanted = (ROOT / name).read_bytes()
    if works():
        if installed(name).is_file() and installed(name).read_bytes() == wanted:
            return
    else:
        make_venv()
    print(f"Installing {name} (a minute or so the first time) …", flush=True)
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--quiet", "--disable-pip-version-check"]
    if subprocess.run([*pip, "--require-hashes", "-r", ROOT / name], check=False).returncode:
        sys.exit(f"pip could not install {name}: see above. It needs the package index, or pip's own configuration of another.")
    for covered in COVERS[name]:
        installed(covered).write_bytes((ROOT / covered).read_bytes())


if __name__ == "__main__":
    install(sys.argv[1])
