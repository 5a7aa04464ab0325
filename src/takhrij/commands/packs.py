"""`takhrij packs`: list the language packs and their rules, or check one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse


def add(parser: argparse.ArgumentParser) -> None:
    """Name the arguments of the command."""
    parser.add_argument("action", nargs="?", choices=("list", "check"), default="list", help="default: list")
    parser.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="a pack, or a folder of packs")
    parser.add_argument("--packs", type=Path, metavar="DIR", help="folder of your own packs, for the list")


def run(args: argparse.Namespace) -> int:
    """List what is there, or tell every fault of a pack; 1 where there are faults."""
    return _check(args.folder) if args.action == "check" else _list(args.packs or args.folder)


def _list(extra: Path | None) -> int:
    from takhrij.packs.loader import find_packs, load

    for code in find_packs(extra):
        pack = load(code, extra)
        if pack is None:
            continue
        about = pack.about
        sys.stdout.write(f"{code}  {about.name} ({about.native}), version {about.version}, in {pack.folder}\n")
        for rule in pack.frames.rule:
            note = f"  {rule.note}" if rule.note else ""
            sys.stdout.write(f"  {rule.id:32} {rule.shape:20} {', '.join(rule.cue)}{note}\n")
    return 0


def _check(folder: Path | None) -> int:
    from takhrij.commands.check_pack import find_faults
    from takhrij.errors import UsageError

    if folder is None:
        raise UsageError("no-folder", "packs check needs a folder", "Give the folder of a pack: packs check DIR.")
    found = [folder] if (folder / "pack.toml").is_file() else sorted(p.parent for p in folder.glob("*/pack.toml"))
    if not found:
        raise UsageError("no-pack", f"there is no pack in {folder}", "Give a folder with a pack.toml, or one above it.")
    faults = 0
    for one in found:
        told = list(find_faults(one))
        faults += len(told)
        for fault in told:
            sys.stdout.write(f"{fault}\n")
        sys.stdout.write(f"{one}: {f'{len(told)} faults' if told else 'no fault found'}\n")
    return 1 if faults else 0
