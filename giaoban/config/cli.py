"""
The command `giaoban`.

Exit codes: 0 done; 1 done, and something was found wrong (the text says what); 2 used wrongly or refused.
"""

from __future__ import annotations

import argparse
import gettext
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

_ = gettext.gettext
LANGUAGES = ("vi", "en")
DJANGO_FREE = {"propose"}


def speak(language: str) -> None:
    """Use the catalogue of `language` for this process, argparse's own words included."""
    os.environ["LANGUAGE"] = language
    os.environ.setdefault("GIAOBAN_LANGUAGE", language)
    gettext.bindtextdomain("django", str(Path(__file__).parent / "locale"))
    gettext.textdomain("django")


def chosen_language(arguments: Sequence[str]) -> str:
    """`--lang en` or GIAOBAN_LANGUAGE; Vietnamese otherwise. Read before the parser speaks."""
    for before, after in pairwise(arguments):
        if before == "--lang" and after in LANGUAGES:
            return after
    wanted = next((a.removeprefix("--lang=") for a in arguments if a.startswith("--lang=")), "")
    wanted = wanted or os.environ.get("GIAOBAN_LANGUAGE", "vi")
    return wanted if wanted in LANGUAGES else "vi"


def make_parser() -> argparse.ArgumentParser:
    """The parser of all commands, in the language chosen by `speak`."""
    parser = argparse.ArgumentParser(
        prog="giaoban",
        description=_("Giao Ban: the working desk of a steering committee."),
        epilog=_("Exit codes: 0 done; 1 something was found wrong; 2 used wrongly or refused."),
    )
    parser.add_argument("--lang", choices=LANGUAGES, help=_("language of the answers (default: vi)"))
    commands = parser.add_subparsers(dest="command", metavar=_("COMMAND"), required=True)

    def command(name: str, text: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text)
        made.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=argparse.SUPPRESS)
        return made

    serve = command("serve", _("Serve the web site."))
    serve.add_argument("--bind", default="127.0.0.1:8000", help=_("address and port (default: %(default)s)"))
    serve.add_argument("--workers", type=int, default=2, help=_("web processes (default: %(default)s)"))

    demo = command("demo", _("Fill a fictional province once, then serve it with a worker."))
    demo.add_argument("--fresh", action="store_true", help=_("throw the demo data away first"))
    demo.add_argument("--bind", default="127.0.0.1:8000", help=_("address and port (default: %(default)s)"))
    demo.add_argument("--days", type=int, default=730, help=_("days of life to fill (default: %(default)s)"))
    demo.add_argument("--fill-only", action="store_true", help=_("fill the data and stop"))

    worker = command("worker", _("Deliver mail and do the background jobs."))
    worker.add_argument("--once", action="store_true", help=_("do what is due now and stop"))

    command("migrate", _("Bring the database to this version."))

    backup = command("backup", _("Write database and files into one archive."))
    backup.add_argument("archive", type=Path, metavar=_("ARCHIVE"))
    backup.add_argument("--json", action="store_true", help=_("answer for programs"))
    restore = command("restore", _("Put back database and files from an archive."))
    restore.add_argument("archive", type=Path, metavar=_("ARCHIVE"))
    restore.add_argument("--replace", action="store_true", help=_("replace what is there now"))
    restore.add_argument("--json", action="store_true", help=_("answer for programs"))

    check = command(
        "check", _("Prove the journal's chain, the figures, the stored files and the search index.")
    )
    check.add_argument("--json", action="store_true", help=_("answer for programs"))
    check.add_argument(
        "--head",
        action="append",
        default=[],
        metavar=_("NUMBER:CHECK"),
        help=_("a head of the journal as a log or a brief printed it; it must still be in the chain"),
    )
    check.add_argument(
        "--all-figures", action="store_true", help=_("count all frozen figures again, not only a sample")
    )

    index = command("index", _("Make the search index anew from the database; searching goes on meanwhile."))
    index.add_argument("--json", action="store_true", help=_("answer for programs"))

    _units(command)

    administrator = command(
        "add-administrator", _("Add the first administrator and print the invitation link.")
    )
    administrator.add_argument("email", metavar=_("EMAIL"))
    administrator.add_argument("name", metavar=_("NAME"))

    propose = command("propose", _("Read a notice and print the proposed tasks."))
    propose.add_argument(
        "notice", metavar=_("NOTICE"), help=_(".docx, .pdf with text, .txt, or - for standard input")
    )
    propose.add_argument("--units", type=Path, metavar="CSV", help=_("known units: name,abbreviations,kind"))
    propose.add_argument(
        "--issued-on", metavar="YYYY-MM-DD", help=_("date of the notice (default: read in it)")
    )
    propose.add_argument("--json", action="store_true", help=_("answer for programs"))
    return parser


def _units(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The commands for many units at once."""
    units = command("import-units", _("Import units from a .csv or .xlsx file."))
    units.add_argument("file", type=Path, metavar=_("FILE"))
    units.add_argument("--dry-run", action="store_true", help=_("only show what would change"))
    units.add_argument("--under", metavar=_("CODE"), help=_("administrative code of the unit above"))
    units.add_argument(
        "--close-missing", action="store_true", help=_("close units that the file does not name")
    )
    units.add_argument("--json", action="store_true", help=_("answer for programs"))

    reform = command(
        "reorganise", _("Record a reform of many units from a .csv or .xlsx table, or take one back.")
    )
    reform.add_argument(
        "file",
        type=Path,
        nargs="?",
        metavar=_("FILE"),
        help=_(
            "the table, with the headings old_code, old_name, new_code, new_name "
            "or “Mã cũ”, “Tên cũ”, “Mã mới”, “Tên mới”; names alone will do"
        ),
    )
    reform.add_argument("--on", metavar="YYYY-MM-DD", help=_("in effect from this day"))
    reform.add_argument("--basis", default="", metavar=_("TEXT"), help=_("the legal basis"))
    reform.add_argument("--dry-run", action="store_true", help=_("only show what would change"))
    reform.add_argument("--undo", metavar=_("CODE"), help=_("take this reform back as one"))
    reform.add_argument("--why", default="", metavar=_("TEXT"), help=_("why it is taken back"))
    reform.add_argument("--json", action="store_true", help=_("answer for programs"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    speak(chosen_language(given))
    options = make_parser().parse_args(given)
    if options.command == "demo":
        os.environ.setdefault("GIAOBAN_MODE", "demo")
    if options.command not in DJANGO_FREE and not start_django():
        return 2
    module = importlib.import_module(f"giaoban.config.commands.{options.command.replace('-', '_')}")
    run: Callable[[argparse.Namespace], int] = module.run
    try:
        return run(options)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0


def start_django() -> bool:
    """Load the settings; false, with the reasons on standard error, when they must not serve."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "giaoban.config.settings")
    import django  # slow: `propose` and `--help` do without
    from django.utils import translation

    from giaoban.config import settings

    faults = settings.faults()
    if faults:
        print(_("Giao Ban does not start with these settings:"), *faults, sep="\n  ", file=sys.stderr)
        return False
    django.setup()
    translation.activate(os.environ["LANGUAGE"])
    return True


if __name__ == "__main__":
    sys.exit(main())
